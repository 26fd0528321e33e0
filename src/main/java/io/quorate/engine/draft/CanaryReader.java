package io.quorate.engine.draft;

import io.quorate.core.protocol.Canary;
import io.quorate.core.protocol.CanaryId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Submission;
import io.quorate.core.reputation.Cause;
import io.quorate.engine.canary.CanaryWish;
import io.quorate.engine.draft.DraftReader.Reading;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/// The one reader of what operators want of canaries.
public final class CanaryReader {
    private static final int OPERATOR_BYTES = 256;
    private static final int REASON_BYTES = 4 * 1024;

    private CanaryReader() {}

    /// A canary exactly as it came, with nothing checked; an empty text stands for one that was not
    /// given.
    public record Drafted(
            String id,
            Optional<Draft.Asked> submission,
            String right,
            List<String> pools,
            String operator) {}

    public static Reading<CanaryWish.Add> add(Drafted drafted, Draft.Names names) {
        Violations violations = new Violations();
        violations.id("canary_id", drafted.id());
        new SubmissionReader(violations, names).check(drafted.submission());
        drafted.submission().ifPresent(asked -> checkUnsaid(violations, asked));
        violations.count("pools", drafted.pools().size(), 1, Bounds.POOLS);
        violations.ids("pools", drafted.pools());
        operator(violations, drafted.operator());
        violations.id("right", drafted.right());
        if (violations.refusal().isPresent()) {
            return new Reading.Refused<>(violations.refusal().get());
        }
        Submission submission = SubmissionReader.submission(drafted.submission().orElseThrow());
        Choice right = new Choice(drafted.right());
        if (!submission.choices().contains(right)) {
            violations.add(
                    "right",
                    "must be one of "
                            + submission.choices().stream()
                                    .map(Choice::value)
                                    .collect(Collectors.joining(", ")));
            return new Reading.Refused<>(violations.refusal().orElseThrow());
        }
        return new Reading.Read<>(
                new CanaryWish.Add(
                        new Canary(new CanaryId(drafted.id()), submission, right),
                        drafted.pools().stream().sorted().map(PoolId::new).toList(),
                        drafted.operator().strip()));
    }

    /// Agents are not shown these, and nobody is to look for a canary by them.
    private static void checkUnsaid(Violations violations, Draft.Asked asked) {
        if (!asked.subject().isEmpty()) {
            violations.add("submission.subject", "must not be given: a canary concerns nobody");
        }
        if (!asked.tags().isEmpty()) {
            violations.add("submission.tags", "must not be given: a canary is no decision");
        }
        if (!(asked.risk() instanceof Field.Absent<?>)) {
            violations.add("submission.risk_tag", "must not be given: a canary is no decision");
        }
    }

    public static Reading<CanaryWish.Retire> retire(String id, String operator, String reason) {
        return signed(id, operator, reason, CanaryWish.Retire::new);
    }

    public static Reading<CanaryWish.Revoke> revoke(String id, String operator, String reason) {
        return signed(id, operator, reason, CanaryWish.Revoke::new);
    }

    private static <T> Reading<T> signed(
            String id,
            String operator,
            String reason,
            BiFunction<CanaryId, Cause.Operator, T> wish) {
        Violations violations = new Violations();
        violations.id("canary_id", id);
        operator(violations, operator);
        violations.requiredText("reason", reason.strip(), REASON_BYTES);
        return violations
                .refusal()
                .<Reading<T>>map(Reading.Refused::new)
                .orElseGet(() ->
                        new Reading.Read<>(
                                wish.apply(
                                        new CanaryId(id),
                                        new Cause.Operator(operator.strip(), reason.strip()))));
    }

    /// @param after empty for the first page
    public static Reading<Optional<CanaryId>> page(String after) {
        Violations violations = new Violations();
        if (!after.isEmpty()) {
            violations.id("after", after);
        }
        return violations
                .refusal()
                .<Reading<Optional<CanaryId>>>map(Reading.Refused::new)
                .orElseGet(() ->
                        new Reading.Read<>(
                                Optional.of(after).filter(id -> !id.isEmpty()).map(CanaryId::new)));
    }

    private static void operator(Violations violations, String operator) {
        violations.requiredText("operator", operator.strip(), OPERATOR_BYTES);
    }
}
