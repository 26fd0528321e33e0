package io.quorate.engine;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.ValidationPath;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Fault;
import io.quorate.core.protocol.Origin;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.RequestId;
import io.quorate.core.protocol.Submission;
import io.quorate.engine.poll.Happening;
import io.quorate.engine.poll.Means;
import io.quorate.engine.reputation.Founders;
import io.quorate.engine.reputation.PoolPage;
import io.quorate.engine.reputation.ReputationBook;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Everything that a validation needs, on one thread and in virtual time.
final class Bureau {
    final VirtualTime time = new VirtualTime();
    final ScriptedAgents agents = new ScriptedAgents(time);
    final List<Signals.Signal> signals = new ArrayList<>();
    final List<Happening> happenings = new ArrayList<>();
    final List<DecisionRecord> learnt = new ArrayList<>();
    final CountedIds ids = new CountedIds();

    /// Whoever wants to hear what is found about agents.
    final List<Consumer<List<Fault>>> hearers = new ArrayList<>();

    final InMemoryLedger ledger = new InMemoryLedger(new Origin("test"));
    final Recorder recorder;
    final Decisions decisions;
    private final Validations validations;

    Bureau(PoolPolicy... pools) {
        this(Policy.of(pools));
    }

    Bureau(Policy policy) {
        ReputationBook book = new Taught(learnt, hearers);
        recorder = new Recorder(ledger, time, ids, signals::add, Limits.DEFAULT, book);
        decisions = new Decisions(() -> policy, time, recorder, book);
        validations =
                new Validations(
                        () -> policy,
                        recorder,
                        ledger,
                        book,
                        new Means(agents, time, ids, signals::add, time));
    }

    /// A recorder with a log of its own.
    static Recorder recorder(VirtualTime time, Signals signals, ReputationBook book) {
        InMemoryLedger ledger = new InMemoryLedger(new Origin("test"));
        return new Recorder(ledger, time, new CountedIds(), signals, Limits.DEFAULT, book);
    }

    static Validation asking(String request, String... pools) {
        return asking(request, Submission.ofAnswer("Which?", "This."), pools);
    }

    static Validation asking(String request, Submission submission, String... pools) {
        return new Validation(
                "",
                new RequestId(request),
                List.of(pools).stream().map(PoolId::new).toList(),
                submission,
                ValidationPath.STANDARD,
                Optional.empty());
    }

    CompletableFuture<Reply> begin(Validation validation) {
        return validations.validate(validation, happenings::add).toCompletableFuture();
    }

    /// The decision on it, once everything has been done.
    Reply.Decided decided(Validation validation) {
        CompletableFuture<Reply> reply = begin(validation);
        time.run();
        return (Reply.Decided) reply.join();
    }

    Refusal refused(Validation validation) {
        CompletableFuture<Reply> reply = begin(validation);
        time.run();
        return ((Reply.Refused) reply.join()).refusal();
    }

    /// A book in which every agent stays as it began, and that remembers what it was taught.
    private record Taught(List<DecisionRecord> learnt, List<Consumer<List<Fault>>> hearers)
            implements ReputationBook {
        private static final Founders FOUNDERS = new Founders();

        @Override
        public PoolPage page(PoolPolicy pool) {
            return FOUNDERS.page(pool);
        }

        @Override
        public void learn(DecisionRecord decided) {
            learnt.add(decided);
        }

        @Override
        public Runnable follow(PoolId pool, Consumer<List<Fault>> hearer) {
            hearers.add(hearer);
            return () -> hearers.remove(hearer);
        }
    }

    /// Ids that are counted, so that every run is the same.
    static final class CountedIds implements Ids {
        private int count;

        /// What is drawn: by default nothing that a policy gives a share to.
        double drawn = 0.99;

        @Override
        public DecisionId decision() {
            return new DecisionId("decision-" + ++count);
        }

        @Override
        public String nonce() {
            return HexFormat.of()
                    .formatHex("nonce-%010d".formatted(++count).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public double draw() {
            return drawn;
        }

        @Override
        public byte[] salt() {
            return "salt-%027d".formatted(++count).getBytes(StandardCharsets.UTF_8);
        }
    }
}
