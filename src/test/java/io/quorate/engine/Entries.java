package io.quorate.engine;

import io.quorate.core.audit.Commitment;
import io.quorate.core.audit.ContentText;
import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Arrival;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Durability;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.Findings;
import io.quorate.core.protocol.Origin;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.Outlook;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.core.protocol.Reception;
import io.quorate.core.protocol.RequestId;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Seat;
import io.quorate.core.protocol.Source;
import io.quorate.core.protocol.Standing;
import io.quorate.core.protocol.Submission;
import io.quorate.core.protocol.SubmissionDigest;
import io.quorate.core.protocol.Tally;
import io.quorate.core.protocol.Voice;
import io.quorate.core.protocol.Vote;
import io.quorate.core.protocol.Weighting;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Entries for a log, of ordinary size: seven agents accept an answer, each with a reason.
public final class Entries {
    public static final PoolId POOL = new PoolId("facts");
    private static final int AGENTS = 7;
    private static final String REASON =
            "The cited source gives the year of completion in its second paragraph, and the answer "
                    + "repeats it. Nothing else in the answer depends on it.";

    private final Origin origin;
    private final RandomGenerator random;
    private final Supplier<Instant> clock;

    public Entries(Origin origin, RandomGenerator random) {
        this(origin, random, Instant::now);
    }

    /// @param clock what the sidecar takes for the time
    public Entries(Origin origin, RandomGenerator random, Supplier<Instant> clock) {
        this.origin = origin;
        this.random = random;
        this.clock = clock;
    }

    /// What a caller asks, under its request id.
    ///
    /// @param question tells contents apart
    public record Call(String service, String request, String question, Durability durability) {
        public Call(String request) {
            this("checkout", request, "When was the bridge completed?", Durability.COMMITTED);
        }

        public Call service(String other) {
            return new Call(other, request, question, durability);
        }

        public Call question(String other) {
            return new Call(service, request, other, durability);
        }

        public Call durability(Durability other) {
            return new Call(service, request, question, other);
        }
    }

    /// A fresh decision on a call.
    public Entry of(long sequence, Call call) {
        Submission submission = submission(call.question());
        Findings findings = findings();
        List<Content> contents = new ArrayList<>();
        SortedMap<String, Digest> commitments = new TreeMap<>();
        add(contents, commitments, ContentText.SUBMISSION, ContentText.of(submission));
        add(contents, commitments, ContentText.SUBJECT, ContentText.of("customer 4711"));
        List<Vote> votes = findings.pools().getFirst().rounds().getFirst().votes();
        for (int i = 0; i < votes.size(); i++) {
            byte[] text = ContentText.of(votes.get(i)).orElseThrow();
            add(contents, commitments, ContentText.slot(POOL.value(), 1, i), text);
        }
        Instant now = clock.get();
        DecisionRecord record =
                new DecisionRecord(
                        new DecisionId(uuid(now)),
                        origin,
                        sequence,
                        call.service(),
                        new RequestId(call.request()),
                        now,
                        now,
                        commitments,
                        submission.choices(),
                        new TreeMap<>(),
                        Optional.empty(),
                        Digest.of("a policy".getBytes(StandardCharsets.UTF_8)),
                        List.of(),
                        findings,
                        call.durability(),
                        Optional.empty());
        Digest content = Digest.of(call.question().getBytes(StandardCharsets.UTF_8));
        return new Entry(record, content, SubmissionDigest.of(submission), contents);
    }

    public static Submission submission(String question) {
        return Submission.ofAnswer(
                question,
                "It was completed in 1931.",
                new Source("s1", "A history of the bridge", REASON.repeat(4)));
    }

    private static Findings findings() {
        Outcome outcome = Outcome.agreed(Choice.ACCEPT);
        List<Seat> seats = IntStream.rangeClosed(1, AGENTS).mapToObj(Entries::seat).toList();
        Electorate electorate =
                new Electorate(
                        POOL,
                        Weighting.EQUAL,
                        List.of(Choice.ACCEPT, Choice.REJECT),
                        seats,
                        2,
                        false,
                        true,
                        false,
                        Outlook.NONE);
        Reception admitted =
                new Reception.Admitted(
                        Choice.ACCEPT, OptionalDouble.of(0.9), OptionalDouble.empty());
        RoundReport round =
                new RoundReport(
                        1,
                        electorate,
                        2,
                        5,
                        OptionalLong.of(4_666_667),
                        seats.stream().map(_ -> admitted).toList(),
                        seats.stream().map(Entries::vote).toList(),
                        seats.stream().map(_ -> Arrival.UNKNOWN).toList(),
                        new Tally(
                                List.of(
                                        new Tally.ChoiceCount(
                                                Choice.ACCEPT,
                                                new Tally.Count(AGENTS, AGENTS * Seat.MILLION))),
                                Tally.Count.NONE,
                                Tally.Count.NONE,
                                Tally.Count.NONE),
                        List.of(),
                        Digest.of(new byte[] {1}),
                        List.of(),
                        OptionalDouble.of(2.4),
                        Optional.empty());
        PoolOutcome pool =
                new PoolOutcome(
                        POOL,
                        true,
                        outcome,
                        "7 of 7 agents accept; 5 are needed.",
                        List.of(round),
                        Optional.of(Choice.ACCEPT),
                        OptionalDouble.of(0.87),
                        OptionalDouble.of(1),
                        List.of());
        return new Findings(outcome, "Pool facts accepts.", List.of(pool), List.of());
    }

    private static Seat seat(int number) {
        return new Seat(
                new AgentId("agent-" + number),
                new FaultDomain("vendor-" + number),
                Standing.ACTIVE,
                Seat.MILLION,
                Seat.MILLION,
                0.5,
                Voice.SILENT);
    }

    private static Vote vote(Seat seat) {
        return new Vote(
                seat.agent(),
                Optional.of(Choice.ACCEPT),
                OptionalDouble.of(0.9),
                OptionalDouble.empty(),
                REASON,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private void add(
            List<Content> contents,
            SortedMap<String, Digest> commitments,
            String slot,
            byte[] text) {
        byte[] salt = new byte[Commitment.SALT_BYTES];
        random.nextBytes(salt);
        contents.add(new Content(slot, salt, text));
        commitments.put(slot, Commitment.of(salt, text));
    }

    /// Ascends with time, as ids do.
    private String uuid(Instant now) {
        return new UUID((now.toEpochMilli() << 16) | 0x7000, random.nextLong()).toString();
    }
}
