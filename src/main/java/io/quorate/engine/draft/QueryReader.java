package io.quorate.engine.draft;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.PoolId;
import io.quorate.engine.draft.DraftReader.Reading;
import io.quorate.engine.trail.Asked;
import io.quorate.engine.trail.Cursor;
import io.quorate.engine.trail.DecisionQuery;
import io.quorate.engine.trail.Order;
import io.quorate.engine.trail.Place;
import io.quorate.engine.trail.Query;
import io.quorate.engine.trail.RecordQuery;
import io.quorate.engine.trail.TimeRange;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// The one reader of questions to the log.
public final class QueryReader {
    private static final int DECISIONS_USUAL = 100;
    private static final int RECORDS_USUAL = 50;
    private static final Pattern KIND = Pattern.compile("[a-z][a-z_]{0,39}");

    private final Violations violations = new Violations();
    private final QueryDraft draft;

    private QueryReader(QueryDraft draft) {
        this.draft = draft;
    }

    /// A page of what a list shows.
    public static Reading<Asked<DecisionQuery>> decisions(QueryDraft draft) {
        QueryReader reader = new QueryReader(draft);
        reader.checkFilter();
        return reader.read(reader::decisionQuery, DECISIONS_USUAL, Asked.DECISIONS_MAX);
    }

    /// All decisions that fit, without pages.
    ///
    /// @param pageSize how many are read at a time
    public static Reading<Asked<DecisionQuery>> export(QueryDraft draft, int pageSize) {
        QueryReader reader = new QueryReader(draft);
        reader.checkFilter();
        if (draft.pageSize() != 0) {
            reader.violations.add("page_size", "is for pages; an export has none");
        }
        if (!draft.cursor().isEmpty()) {
            reader.violations.add("cursor", "is for pages; an export has none");
        }
        return reader.read(reader::decisionQuery, pageSize, pageSize);
    }

    public static Reading<Asked<RecordQuery>> records(QueryDraft draft) {
        QueryReader reader = new QueryReader(draft);
        reader.checkKinds();
        return reader.read(
                (range, order) -> new RecordQuery(range, order, draft.kinds()),
                RECORDS_USUAL,
                Asked.RECORDS_MAX);
    }

    private <Q extends Query> Reading<Asked<Q>> read(
            BiFunction<TimeRange, Order, Q> query, int usual, int most) {
        if (draft.pageSize() < 0 || draft.pageSize() > most) {
            violations.add("page_size", "is " + draft.pageSize() + "; it can be 1 to " + most);
        }
        Optional<TimeRange> range = range();
        Order order = value("order", draft.order()).orElse(Order.OLDEST_FIRST);
        if (violations.refusal().isPresent() || range.isEmpty()) {
            return new Reading.Refused<>(violations.refusal().orElseThrow());
        }
        Q asked = query.apply(range.get(), order);
        Optional<Place> after = Optional.empty();
        if (!draft.cursor().isEmpty()) {
            switch (Cursor.read(asked, draft.cursor())) {
                case Cursor.Reading.Read(Place place) -> after = Optional.of(place);
                case Cursor.Reading.Refused(String problem) -> violations.add("cursor", problem);
            }
        }
        int size = draft.pageSize() == 0 ? usual : draft.pageSize();
        Optional<Place> begin = after;
        return refusedOr(() -> new Asked<>(asked, begin, size));
    }

    private <T> Reading<T> refusedOr(Supplier<T> value) {
        return violations
                .refusal()
                .<Reading<T>>map(Reading.Refused::new)
                .orElseGet(() -> new Reading.Read<>(value.get()));
    }

    private Optional<TimeRange> range() {
        String fromName = draft.names().range() + "from";
        String toName = draft.names().range() + "to";
        Optional<Instant> from = value(fromName, draft.from());
        Optional<Instant> to = value(toName, draft.to());
        if (draft.to() instanceof Field.Absent<Instant>) {
            violations.add(toName, "is required, so that the answer has an end");
        }
        if (to.isEmpty()) {
            return Optional.empty();
        }
        Instant begin = from.orElse(TimeRange.BEGINNING);
        if (!begin.isBefore(to.get())) {
            violations.add(toName, "must lie after " + fromName);
            return Optional.empty();
        }
        return Optional.of(new TimeRange(begin, to.get()));
    }

    private void checkFilter() {
        QueryDraft.Filter filter = draft.filter();
        id("service", filter.service());
        id("pool", filter.pool());
        id("agent", filter.agent());
        violations.text(name("subject"), filter.subject(), Bounds.SUBJECT);
        value(name("verdict"), filter.verdict());
        value(name("policy_digest"), filter.policy());
        value(name("fault_kind"), filter.fault());
    }

    private DecisionQuery decisionQuery(TimeRange range, Order order) {
        QueryDraft.Filter filter = draft.filter();
        return new DecisionQuery(
                range,
                order,
                given(filter.service(), Function.identity()),
                given(filter.pool(), PoolId::new),
                given(filter.agent(), AgentId::new),
                present(filter.verdict()),
                present(filter.policy()),
                given(filter.subject(), Function.identity()),
                present(filter.fault()));
    }

    private void checkKinds() {
        violations.count("kinds", draft.kinds().size(), 0, RecordQuery.KINDS_MAX);
        for (String kind : draft.kinds()) {
            if (kind.equals(RecordQuery.DECISION)) {
                violations.add("kinds", "must not hold decision; decisions are asked for as such");
            } else if (!KIND.matcher(kind).matches()) {
                violations.add("kinds", "must hold words in lower case such as start");
            }
        }
    }

    private void id(String field, String value) {
        if (!value.isEmpty()) {
            violations.id(name(field), value);
        }
    }

    private String name(String field) {
        return draft.names().filter() + field;
    }

    private <T> Optional<T> value(String name, Field<T> field) {
        if (field instanceof Field.Unreadable<T>(String problem)) {
            violations.add(name, problem);
        }
        return present(field);
    }

    private static <T> Optional<T> present(Field<T> field) {
        return field instanceof Field.Present<T>(T value) ? Optional.of(value) : Optional.empty();
    }

    private static <T> Optional<T> given(String text, Function<String, T> value) {
        return text.isEmpty() ? Optional.empty() : Optional.of(value.apply(text));
    }
}
