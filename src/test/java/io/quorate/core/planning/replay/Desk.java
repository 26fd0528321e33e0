package io.quorate.core.planning.replay;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.policy.Policy;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Origin;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.RequestId;
import io.quorate.core.protocol.Submission;
import io.quorate.core.protocol.Vote;
import io.quorate.engine.Decisions;
import io.quorate.engine.GivenVotes;
import io.quorate.engine.Ids;
import io.quorate.engine.InMemoryLedger;
import io.quorate.engine.Limits;
import io.quorate.engine.Recorder;
import io.quorate.engine.Reply;
import io.quorate.engine.Ticker;
import io.quorate.engine.reputation.Founders;
import io.quorate.engine.reputation.ReputationBook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Decides given votes as the sidecar does, and gives the record.
final class Desk {
    static final PoolId POOL = new PoolId("facts");
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private Desk() {}

    static DecisionRecord decide(Policy policy, Submission submission, List<Vote> votes) {
        GivenVotes given =
                new GivenVotes(
                        "checkout",
                        new RequestId("r"),
                        POOL,
                        submission,
                        votes,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        ReputationBook book = new Founders();
        InMemoryLedger ledger = new InMemoryLedger(new Origin("test"));
        Recorder recorder = new Recorder(ledger, TICKER, IDS, _ -> {}, Limits.DEFAULT, book);
        Decisions decisions = new Decisions(() -> policy, TICKER, recorder, book);
        return switch (decisions.decide(given).toCompletableFuture().join()) {
            case Reply.Decided decided -> decided.stored().record();
            case Reply.Refused(var refusal) -> throw new AssertionError(refusal.text());
        };
    }

    private static final Ids IDS =
            new Ids() {
                @Override
                public DecisionId decision() {
                    return new DecisionId(UUID.randomUUID().toString());
                }

                @Override
                public String nonce() {
                    return "00";
                }

                @Override
                public double draw() {
                    return 0.99;
                }

                @Override
                public byte[] salt() {
                    return new byte[32];
                }
            };

    private static final Ticker TICKER =
            new Ticker() {
                @Override
                public Instant now() {
                    return NOW;
                }

                @Override
                public long nanos() {
                    return 0;
                }

                @Override
                public void after(Duration delay, Runnable task) {
                    throw new IllegalStateException("nothing is put off here");
                }
            };
}
