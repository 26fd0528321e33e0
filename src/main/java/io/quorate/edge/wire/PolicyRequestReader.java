package io.quorate.edge.wire;

import com.google.protobuf.Timestamp;
import io.quorate.core.protocol.Digest;
import io.quorate.edge.wire.v1.DecisionSpan;
import io.quorate.edge.wire.v1.GetPolicyRequest;
import io.quorate.edge.wire.v1.ListPolicyChangesRequest;
import io.quorate.edge.wire.v1.TuneRequest;
import io.quorate.engine.Refusal;
import io.quorate.engine.Refusal.Violation;
import io.quorate.engine.draft.DraftReader.Reading;
import io.quorate.engine.draft.Field;
import io.quorate.engine.policy.Policies.Turn;
import io.quorate.engine.policy.QuestionReader;
import io.quorate.engine.policy.RecordedDecisions.Span;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Reads what is asked about policies.
public final class PolicyRequestReader {
    private PolicyRequestReader() {}

    /// The digest that is asked for.
    public static Reading<Digest> digest(GetPolicyRequest request) {
        String hex = HexFormat.of().formatHex(request.getPolicyDigest().toByteArray());
        return QuestionReader.digest("policy_digest", hex);
    }

    public static Reading<Integer> pageSize(ListPolicyChangesRequest request) {
        return QuestionReader.pageSize(request.getPageSize());
    }

    public static Optional<String> pageToken(ListPolicyChangesRequest request) {
        return Optional.of(request.getPageToken()).filter(token -> !token.isEmpty());
    }

    public static Reading<Span> span(DecisionSpan span) {
        Field<Instant> from = RequestReader.moment(span.hasFrom(), span.getFrom());
        Field<Instant> until = RequestReader.moment(span.hasUntil(), span.getUntil());
        if (from instanceof Field.Unreadable<Instant>(String problem)) {
            return refused("span.from", problem);
        }
        if (until instanceof Field.Unreadable<Instant>(String problem)) {
            return refused("span.until", problem);
        }
        return QuestionReader.span(
                moment(span.hasFrom(), span.getFrom()),
                moment(span.hasUntil(), span.getUntil()),
                span.getPool(),
                span.getService());
    }

    public static Reading<Turn> turn(TuneRequest request) {
        return QuestionReader.turn(request.getPool(), request.getKey(), request.getValuesList());
    }

    private static Optional<Instant> moment(boolean given, Timestamp at) {
        return given ? Moments.read(at) : Optional.empty();
    }

    private static <T> Reading<T> refused(String field, String problem) {
        return new Reading.Refused<>(
                new Refusal.InvalidFields(List.of(new Violation(field, problem))));
    }
}
