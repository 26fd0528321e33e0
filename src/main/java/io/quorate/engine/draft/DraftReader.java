package io.quorate.engine.draft;

import io.quorate.core.policy.ValidationPath;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.RequestId;
import io.quorate.engine.GivenVotes;
import io.quorate.engine.Refusal.InvalidFields;
import io.quorate.engine.Validation;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/// The one reader of requests: checks a [Draft] against every limit of the wire contract and makes
/// the engine's value of it.
public final class DraftReader {
    private final Violations violations = new Violations();
    private final Draft.Names names;
    private final SubmissionReader submissions;

    DraftReader(Draft.Names names) {
        this.names = names;
        this.submissions = new SubmissionReader(violations, names);
    }

    Violations violations() {
        return violations;
    }

    SubmissionReader submissions() {
        return submissions;
    }

    /// What came of reading.
    public sealed interface Reading<T> {
        record Read<T>(T value) implements Reading<T> {}

        /// All that is wrong with it.
        record Refused<T>(InvalidFields refusal) implements Reading<T> {}
    }

    public static Reading<GivenVotes> read(Draft draft, Draft.Names names) {
        DraftReader reader = new DraftReader(names);
        reader.check(draft);
        return reader.violations
                .refusal()
                .<Reading<GivenVotes>>map(Reading.Refused::new)
                .orElseGet(() -> new Reading.Read<>(given(draft)));
    }

    public static Reading<Validation> read(Draft.Posed posed, Draft.Names names) {
        DraftReader reader = new DraftReader(names);
        reader.check(posed);
        return reader.violations
                .refusal()
                .<Reading<Validation>>map(Reading.Refused::new)
                .orElseGet(() -> new Reading.Read<>(validation(posed)));
    }

    /// Reads the id by which a stored decision is asked for.
    public static Reading<DecisionId> decisionId(String field, String value) {
        Violations violations = new Violations();
        violations.id(field, value);
        return violations
                .refusal()
                .<Reading<DecisionId>>map(Reading.Refused::new)
                .orElseGet(() -> new Reading.Read<>(new DecisionId(value)));
    }

    private void check(Draft draft) {
        names(draft.request(), draft.service());
        violations.id("pool", draft.pool());
        submissions.check(draft.submission());
        violations.count("votes", draft.votes().size(), 1, Bounds.VOTES);
        if (draft.votes().size() <= Bounds.VOTES) {
            CastReader votes = new CastReader(violations, names);
            for (int i = 0; i < draft.votes().size(); i++) {
                votes.check("votes[" + i + "]", draft.votes().get(i));
            }
        }
        window("voting_window", draft.openedAt(), draft.closedAt());
        nonce(draft.nonce());
    }

    private void check(Draft.Posed posed) {
        names(posed.request(), posed.service());
        violations.count("pools", posed.pools().size(), 0, Bounds.POOLS);
        if (posed.pools().size() <= Bounds.POOLS) {
            violations.ids("pools", posed.pools());
        }
        submissions.checkPosed(posed.submission());
        if (posed.path() instanceof Field.Unreadable<ValidationPath>(String problem)) {
            violations.add("path", problem);
        }
    }

    void names(String request, String service) {
        violations.id("request_id", request);
        if (!service.isEmpty()) {
            violations.id("service", service);
        }
    }

    void window(String field, Field<Instant> opened, Field<Instant> closed) {
        if (opened instanceof Field.Unreadable<Instant>(String problem)) {
            violations.add(field + ".opened_at", problem);
        }
        if (closed instanceof Field.Unreadable<Instant>(String problem)) {
            violations.add(field + ".closed_at", problem);
        }
        if (opened instanceof Field.Present<Instant>(Instant from)
                && closed instanceof Field.Present<Instant>(Instant until)
                && until.isBefore(from)) {
            violations.add(field + ".closed_at", "must not lie before opened_at");
        }
    }

    private void nonce(Field<byte[]> nonce) {
        switch (nonce) {
            case Field.Absent<byte[]>() -> {}
            case Field.Unreadable<byte[]>(String problem) -> violations.add("nonce", problem);
            case Field.Present<byte[]>(byte[] bytes) -> {
                if (bytes.length < Bounds.NONCE_MIN || bytes.length > Bounds.NONCE) {
                    violations.add(
                            "nonce",
                            "has "
                                    + bytes.length
                                    + " bytes; "
                                    + Bounds.NONCE_MIN
                                    + " to "
                                    + Bounds.NONCE
                                    + " are allowed");
                }
            }
        }
    }

    private static GivenVotes given(Draft draft) {
        return new GivenVotes(
                draft.service(),
                new RequestId(draft.request()),
                new PoolId(draft.pool()),
                SubmissionReader.submission(draft.submission().orElseThrow()),
                draft.votes().stream().map(CastReader::vote).toList(),
                present(draft.openedAt()),
                present(draft.closedAt()),
                present(draft.nonce()).map(HexFormat.of()::formatHex),
                draft.deadline());
    }

    private static Validation validation(Draft.Posed posed) {
        return new Validation(
                posed.service(),
                new RequestId(posed.request()),
                posed.pools().stream().map(PoolId::new).toList(),
                SubmissionReader.submission(posed.submission().orElseThrow()),
                present(posed.path()).orElse(ValidationPath.STANDARD),
                posed.deadline());
    }

    static <T> Optional<T> present(Field<T> field) {
        return switch (field) {
            case Field.Present<T>(T value) -> Optional.of(value);
            case Field.Absent<T>() -> Optional.empty();
            case Field.Unreadable<T>(String _) -> Optional.empty();
        };
    }
}
