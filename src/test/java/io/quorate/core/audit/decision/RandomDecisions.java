package io.quorate.core.audit.decision;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Arrival;
import io.quorate.core.protocol.Chance;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Durability;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.ErrorModel;
import io.quorate.core.protocol.EvidenceReview;
import io.quorate.core.protocol.Fault;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.Findings;
import io.quorate.core.protocol.Origin;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.OutcomeReason;
import io.quorate.core.protocol.Outlook;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.core.protocol.Quotation;
import io.quorate.core.protocol.Reception;
import io.quorate.core.protocol.RequestId;
import io.quorate.core.protocol.RiskTag;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Seat;
import io.quorate.core.protocol.Signature;
import io.quorate.core.protocol.Standing;
import io.quorate.core.protocol.Tally;
import io.quorate.core.protocol.Usage;
import io.quorate.core.protocol.Voice;
import io.quorate.core.protocol.Vote;
import io.quorate.core.protocol.Weighting;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Decisions that nobody took: any value in any field, whether or not the parts fit together.
public final class RandomDecisions {
    private static final List<String> NAMES =
            List.of("a", "agent-7", "Ωμέγα", "🦉", "x/1/vote/0", "quo\"te", "back\\slash", "z:9");
    private static final List<Double> ODD =
            List.of(
                    0.0,
                    -0.0,
                    1.0,
                    1e-7,
                    1e21,
                    -Double.MIN_VALUE,
                    Double.NaN,
                    Double.NEGATIVE_INFINITY);

    /// Stands in every text of a vote that must not be in the log, and nowhere else.
    static final String ERASABLE = "†";

    /// The same where only hexadecimal digits may stand.
    static final String ERASABLE_HEX = "5ec2e75ec2e75ec2e7";

    private final SplittableRandom random;
    private int pools;

    public RandomDecisions(long seed) {
        random = new SplittableRandom(seed);
    }

    /// @param seats of each round, and about as many votes
    public DecisionRecord next(int seats) {
        return new DecisionRecord(
                new DecisionId("d-" + random.nextLong(Long.MAX_VALUE)),
                new Origin(name()),
                random.nextLong(1L << 53),
                random.nextBoolean() ? "" : name(),
                new RequestId(name()),
                instant(),
                instant(),
                commitments(seats),
                choices(),
                tags(),
                maybe(() -> pick(List.of(RiskTag.values()))),
                digest(),
                some(3, this::text),
                findings(seats),
                pick(List.of(Durability.values())),
                maybe(() -> new DecisionId(name())));
    }

    private Findings findings(int seats) {
        return new Findings(
                outcome(),
                text(),
                some(3, () -> pool(seats)),
                some(2, () -> new Findings.SkippedPool(new PoolId(name()), Set.of(text(), "q"))));
    }

    private PoolOutcome pool(int seats) {
        PoolId id = new PoolId(name() + pools++);
        int rounds = random.nextInt(3);
        return new PoolOutcome(
                id,
                random.nextBoolean(),
                outcome(),
                text(),
                IntStream.rangeClosed(1, rounds).mapToObj(n -> round(n, id, seats)).toList(),
                maybe(this::choice),
                maybeReal(),
                maybeReal(),
                some(2, () -> new PoolOutcome.Counterfactual(text(), outcome())),
                maybe(() ->
                        new ErrorModel(
                                chance(), chance(), chance(), chance(), random.nextDouble())));
    }

    private Chance chance() {
        return new Chance(random.nextDouble(), random.nextDouble(), random.nextDouble());
    }

    private Outlook outlook(int choices) {
        return new Outlook(
                random.nextBoolean()
                        ? List.of()
                        : IntStream.range(0, choices)
                                .mapToObj(_ -> random.nextLong(-Seat.MILLION, 0))
                                .toList(),
                random.nextLong(Seat.MILLION + 1),
                random.nextLong(Seat.MILLION + 1),
                1 + random.nextLong(2 * Seat.MILLION));
    }

    private RoundReport round(int number, PoolId pool, int seats) {
        List<Choice> choices = choices();
        Electorate electorate =
                new Electorate(
                        pool,
                        pick(List.of(Weighting.values())),
                        choices,
                        IntStream.range(0, Math.max(1, seats)).mapToObj(this::seat).toList(),
                        random.nextInt(9),
                        random.nextBoolean(),
                        random.nextBoolean(),
                        random.nextBoolean(),
                        outlook(choices.size()));
        List<Vote> votes = some(seats + 2, this::vote);
        return new RoundReport(
                number,
                electorate,
                random.nextInt(9),
                random.nextInt(9),
                random.nextBoolean() ? OptionalLong.of(random.nextInt()) : OptionalLong.empty(),
                electorate.seats().stream().map(_ -> reception()).toList(),
                votes,
                votes.stream().map(_ -> arrival()).toList(),
                new Tally(
                        some(3, () -> new Tally.ChoiceCount(choice(), count())),
                        count(),
                        count(),
                        count()),
                some(3, this::fault),
                digest(),
                some(2, this::shadow),
                maybeReal(),
                maybe(() -> new EvidenceReview(some(3, this::reviewed))));
    }

    private RoundReport.Shadow shadow() {
        return new RoundReport.Shadow(
                new AgentId(name()),
                new Reception.Admitted(choice(), maybeReal(), OptionalDouble.empty()));
    }

    private Arrival arrival() {
        return new Arrival(
                random.nextBoolean() ? OptionalLong.of(random.nextInt()) : OptionalLong.empty(),
                maybe(() ->
                        new Usage(
                                random.nextLong(1_000_000),
                                random.nextLong(1_000_000),
                                BigDecimal.valueOf(
                                        random.nextLong(1_000_000), random.nextInt(9)))));
    }

    private Seat seat(int index) {
        Standing standing = pick(List.of(Standing.values()));
        long own = random.nextLong(9 * Seat.MILLION);
        long weight = standing.mayVote() ? random.nextLong(own + 1) : 0;
        return new Seat(
                new AgentId(name() + index),
                new FaultDomain(name()),
                standing,
                weight,
                own,
                random.nextDouble(),
                voice());
    }

    private Voice voice() {
        int size = random.nextInt(4);
        return switch (size) {
            case 0 -> Voice.SILENT;
            case 1 -> new Voice.Backing(random.nextLong(99));
            default ->
                    new Voice.Confusion(
                            some(size, size, () -> some(size, size, () -> random.nextLong(99))));
        };
    }

    private Reception reception() {
        return switch (random.nextInt(5)) {
            case 0 -> new Reception.Admitted(choice(), maybeReal(), maybeReal());
            case 1 -> new Reception.Abstained(pick(List.of(Reception.AbstentionCause.values())));
            case 2 -> new Reception.Silent(pick(List.of(Reception.SilenceCause.values())));
            case 3 -> new Reception.NotAdmitted(pick(List.of(FaultKind.values())));
            default -> new Reception.NotNeeded();
        };
    }

    private Vote vote() {
        return new Vote(
                new AgentId(name()),
                maybe(this::choice),
                asCast(),
                asCast(),
                maybe(this::erasable).orElse(""),
                some(2, () -> new Quotation(erasable(), erasable())),
                maybe(this::instant),
                maybe(this::signature),
                maybe(this::text));
    }

    private Signature signature() {
        return new Signature(ERASABLE_HEX, random.nextInt(), ERASABLE_HEX, ERASABLE_HEX);
    }

    private Fault fault() {
        return new Fault(
                pick(List.of(FaultKind.values())),
                new AgentId(name()),
                text(),
                some(3, () -> random.nextInt(1_000)));
    }

    private EvidenceReview.ReviewedQuotation reviewed() {
        return new EvidenceReview.ReviewedQuotation(
                new AgentId(name()), choice(), random.nextInt(32), random.nextBoolean());
    }

    private Outcome outcome() {
        OutcomeReason reason = pick(List.of(OutcomeReason.values()));
        return switch (random.nextInt(3)) {
            case 0 -> Outcome.noConsensus(reason);
            case 1 -> Outcome.provisional(choice(), reason);
            default -> Outcome.agreed(choice());
        };
    }

    private SortedMap<String, Digest> commitments(int count) {
        SortedMap<String, Digest> commitments = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            commitments.put(name() + "/1/vote/" + i, digest());
        }
        return commitments;
    }

    private SortedMap<String, String> tags() {
        SortedMap<String, String> tags = new TreeMap<>();
        some(4, () -> tags.put(name(), text()));
        return tags;
    }

    private List<Choice> choices() {
        return random.nextBoolean()
                ? List.of(Choice.ACCEPT, Choice.REJECT)
                : List.of(new Choice(name()), new Choice("other"), Choice.NONE);
    }

    private Choice choice() {
        return random.nextBoolean() ? Choice.ACCEPT : new Choice(name());
    }

    private Tally.Count count() {
        return new Tally.Count(random.nextInt(9), random.nextLong(1L << 50));
    }

    private OptionalDouble maybeReal() {
        return random.nextBoolean()
                ? OptionalDouble.empty()
                : OptionalDouble.of(random.nextDouble());
    }

    private OptionalDouble asCast() {
        return random.nextInt(4) == 0 ? OptionalDouble.of(pick(ODD)) : maybeReal();
    }

    private Digest digest() {
        return Digest.of(Long.toString(random.nextLong()).getBytes(StandardCharsets.UTF_8));
    }

    private Instant instant() {
        return Instant.ofEpochSecond(
                random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000));
    }

    private String name() {
        return pick(NAMES);
    }

    private String text() {
        return random.nextInt(4) == 0 ? "" : name() + "\n\u0001\u2028 " + name();
    }

    private String erasable() {
        return ERASABLE + text();
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }

    private <T> List<T> some(int max, Supplier<T> value) {
        return some(0, max, value);
    }

    private <T> List<T> some(int min, int max, Supplier<T> value) {
        int count = random.nextInt(min, max + 1);
        List<T> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(value.get());
        }
        return values;
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
