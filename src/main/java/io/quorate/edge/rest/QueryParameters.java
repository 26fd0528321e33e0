package io.quorate.edge.rest;

import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.Verdict;
import io.quorate.engine.draft.Field;
import io.quorate.engine.draft.QueryDraft;
import io.quorate.engine.trail.Order;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The parameters of a query as texts, and what they say.
record QueryParameters(MultivaluedMap<String, String> given) {
    static final Set<String> PAGE = Set.of("from", "to", "order", "page_size", "cursor", "format");
    static final Set<String> DECISIONS =
            Set.of("service", "pool", "agent", "verdict", "policy_digest", "subject", "fault_kind");
    static final Set<String> RECORDS = Set.of("kind");

    private static final QueryDraft.Names NAMES = new QueryDraft.Names("", "");

    /// The names that no query knows; a misspelt condition would otherwise find too much.
    List<String> unknown(Set<String> known) {
        return given.keySet().stream()
                .filter(name -> !PAGE.contains(name) && !known.contains(name))
                .sorted()
                .toList();
    }

    QueryDraft draft() {
        return new QueryDraft(
                NAMES,
                moment("from"),
                moment("to"),
                word("order", Order.class),
                new QueryDraft.Filter(
                        text("service"),
                        text("pool"),
                        text("agent"),
                        word("verdict", Verdict.class),
                        digest(),
                        text("subject"),
                        word("fault_kind", FaultKind.class)),
                given.getOrDefault("kind", List.of()),
                pageSize(),
                text("cursor"));
    }

    String text(String name) {
        String value = given.getFirst(name);
        return value == null ? "" : value;
    }

    Field<Instant> moment(String name) {
        return read(text(name));
    }

    /// A time as RFC 3339 has it; an empty text stands for none.
    static Field<Instant> read(String text) {
        if (text.isEmpty()) {
            return new Field.Absent<>();
        }
        try {
            Instant moment = OffsetDateTime.parse(text).toInstant();
            int year = moment.atOffset(java.time.ZoneOffset.UTC).getYear();
            if (year >= 1 && year <= 9999) {
                return new Field.Present<>(moment);
            }
        } catch (DateTimeException _) {
            // Told below.
        }
        return new Field.Unreadable<>(
                "is not a time such as 2026-11-21T14:30:00Z; a plus sign is written %2B");
    }

    <E extends Enum<E>> Field<E> word(String name, Class<E> type) {
        String text = text(name).toUpperCase(Locale.ROOT);
        if (text.isEmpty()) {
            return new Field.Absent<>();
        }
        E[] words = type.getEnumConstants();
        for (E word : words) {
            if (word.name().equals(text)) {
                return new Field.Present<>(word);
            }
        }
        return new Field.Unreadable<>(
                "is none of "
                        + Arrays.stream(words).map(Enum::name).collect(Collectors.joining(", ")));
    }

    private Field<Digest> digest() {
        String text = text("policy_digest");
        if (text.isEmpty()) {
            return new Field.Absent<>();
        }
        try {
            return new Field.Present<>(new Digest(text));
        } catch (IllegalArgumentException _) {
            return new Field.Unreadable<>("is not 64 lower-case hexadecimal digits");
        }
    }

    /// Whatever is no number is refused as too small.
    private int pageSize() {
        String text = text("page_size");
        try {
            return text.isEmpty() ? 0 : positive(Integer.parseInt(text));
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    private static int positive(int number) {
        return number == 0 ? -1 : number;
    }
}
