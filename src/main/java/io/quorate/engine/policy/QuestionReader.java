package io.quorate.engine.policy;

import io.quorate.core.planning.replay.Knob;
import io.quorate.core.planning.replay.Sweep;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Identifier;
import io.quorate.core.protocol.PoolId;
import io.quorate.engine.Refusal;
import io.quorate.engine.Refusal.Violation;
import io.quorate.engine.draft.DraftReader.Reading;
import io.quorate.engine.policy.Policies.Turn;
import io.quorate.engine.policy.RecordedDecisions.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The one reader of what is asked about policies, with every violation at once.
public final class QuestionReader {
    private static final int PAGE_DEFAULT = 50;
    private static final int PAGE_MAX = 1_000;

    private final List<Violation> violations = new ArrayList<>();

    private QuestionReader() {}

    public static Reading<Digest> digest(String field, String hex) {
        QuestionReader reader = new QuestionReader();
        if (!hex.matches("[0-9a-f]{64}")) {
            reader.add(field, "is no digest of 32 bytes");
        }
        return reader.read(() -> new Digest(hex));
    }

    /// @param size 0 for the usual one
    public static Reading<Integer> pageSize(int size) {
        QuestionReader reader = new QuestionReader();
        if (size < 0 || size > PAGE_MAX) {
            reader.add("page_size", "is " + size + "; from 1 to " + PAGE_MAX + " are allowed");
        }
        return reader.read(() -> size == 0 ? PAGE_DEFAULT : size);
    }

    /// @param pool empty for any
    /// @param service empty for any
    public static Reading<Span> span(
            Optional<Instant> from, Optional<Instant> until, String pool, String service) {
        QuestionReader reader = new QuestionReader();
        reader.idIfGiven("pool", pool);
        reader.idIfGiven("service", service);
        if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
            reader.add("until", "is not after from");
        }
        return reader.read(() ->
                new Span(
                        from,
                        until,
                        Optional.of(pool).filter(name -> !name.isEmpty()).map(PoolId::new),
                        Optional.of(service).filter(name -> !name.isEmpty())));
    }

    public static Reading<Turn> turn(String pool, String key, List<String> values) {
        QuestionReader reader = new QuestionReader();
        Identifier.problem(pool).ifPresent(problem -> reader.add("pool", problem));
        Optional<Knob> knob = Knob.of(key);
        if (knob.isEmpty()) {
            reader.add("key", "must be one of " + String.join(", ", Knob.keys()));
        }
        if (values.isEmpty() || values.size() > Sweep.VALUES_MAX) {
            reader.add(
                    "values",
                    values.size() + " are given; from 1 to " + Sweep.VALUES_MAX + " are allowed");
        }
        if (values.stream().anyMatch(value -> !value.matches("\\d[0-9a-z.]{0,15}"))) {
            reader.add("values", "must be numbers like 0.75, or times like 12h");
        }
        return reader.read(() -> new Turn(new PoolId(pool), knob.orElseThrow(), values));
    }

    private void idIfGiven(String field, String name) {
        if (!name.isEmpty()) {
            Identifier.problem(name).ifPresent(problem -> add(field, problem));
        }
    }

    private void add(String field, String description) {
        violations.add(new Violation(field, description));
    }

    private <T> Reading<T> read(Supplier<T> value) {
        return violations.isEmpty()
                ? new Reading.Read<>(value.get())
                : new Reading.Refused<>(new Refusal.InvalidFields(violations));
    }
}
