package io.quorate.core.audit.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShapeTest {
    record Ballot(String agent, long weight, Optional<String> reason) {
        Ballot(String agent, long weight) {
            this(agent, weight, Optional.empty());
        }
    }

    record Sitting(
            long seq,
            Instant opened,
            double margin,
            boolean quorate,
            List<Ballot> ballots,
            List<String> tags,
            Optional<Ballot> casting) {}

    sealed interface Mark {
        record Late(long millis) implements Mark {}

        record Silent() implements Mark {}
    }

    private static final Shape<Ballot> BALLOT =
            Shape.of(
                    Ballot.class,
                    ballot ->
                            ballot.text("agent", Ballot::agent)
                                    .whole("weight", Ballot::weight)
                                    .textIfPresent("reason", Ballot::reason));

    private static final Shape<Sitting> SITTING =
            Shape.of(
                    Sitting.class,
                    sitting ->
                            sitting.constant("schema", "sitting/1")
                                    .whole("seq", Sitting::seq)
                                    .time("opened", Sitting::opened)
                                    .real("margin", Sitting::margin)
                                    .flag("quorate", Sitting::quorate)
                                    .objects("ballots", Sitting::ballots, BALLOT)
                                    .texts("tags", Sitting::tags)
                                    .hex("digest", s -> new byte[] {0, (byte) 0xab, 0x7f})
                                    .objectIfPresent("casting", Sitting::casting, BALLOT)
                                    .json("extra", s -> Json.of(List.of(Json.of(s.seq())))));

    private static final Shape<Mark> MARK =
            Shape.choice(mark ->
                    switch (mark) {
                        case Mark.Late _ ->
                                Shape.of(
                                        Mark.Late.class,
                                        late -> late.whole("millis", Mark.Late::millis));
                        case Mark.Silent _ ->
                                Shape.of(
                                        Mark.Silent.class,
                                        silent -> silent.constant("kind", "silent"));
                    });

    private final CanonicalJson canonical = new CanonicalJson();

    private static Sitting sitting(Optional<Ballot> casting, Ballot... ballots) {
        return new Sitting(
                7,
                Instant.parse("2026-11-21T02:03:04.5Z"),
                0.25,
                true,
                List.of(ballots),
                List.of("x", "y"),
                casting);
    }

    @Test
    void membersAreWrittenSortedWhateverOrderTheyWereNamedIn() {
        Ballot a = new Ballot("a", 3, Optional.of("because"));
        Ballot b = new Ballot("b", -1);
        assertEquals(
                "{\"ballots\":[{\"agent\":\"a\",\"reason\":\"because\",\"weight\":3},"
                        + "{\"agent\":\"b\",\"weight\":-1}],"
                        + "\"casting\":{\"agent\":\"a\",\"reason\":\"because\",\"weight\":3},"
                        + "\"digest\":\"00ab7f\",\"extra\":[7],\"margin\":0.25,"
                        + "\"opened\":\"2026-11-21T02:03:04.500000Z\",\"quorate\":true,"
                        + "\"schema\":\"sitting/1\",\"seq\":7,\"tags\":[\"x\",\"y\"]}",
                text(SITTING, sitting(Optional.of(a), a, b)));
    }

    @Test
    void whatIsAbsentIsLeftOutAndNeverNull() {
        String written = text(SITTING, sitting(Optional.empty()));
        assertEquals(-1, written.indexOf("casting"));
        assertEquals(-1, written.indexOf("null"));
        assertEquals(0, written.indexOf("{\"ballots\":[],\"digest\""));
    }

    @Test
    void anObjectWithoutMembersPresentIsEmpty() {
        Shape<Ballot> reasonOnly =
                Shape.of(Ballot.class, ballot -> ballot.textIfPresent("reason", Ballot::reason));
        assertEquals("{}", text(reasonOnly, new Ballot("a", 1)));
    }

    @Test
    void aShapeWritesWhatTheValuesWould() {
        Json same =
                Json.of(
                        Map.of(
                                "agent", Json.of("ü\n"),
                                "weight", Json.of(12),
                                "reason", Json.of("")));
        assertArrayEquals(
                canonical.write(same),
                canonical.write(BALLOT, new Ballot("ü\n", 12, Optional.of(""))));
    }

    @Test
    void aSealedTypeTakesTheShapeOfEachCase() {
        assertEquals("{\"millis\":5}", text(MARK, new Mark.Late(5)));
        assertEquals("{\"kind\":\"silent\"}", text(MARK, new Mark.Silent()));
    }

    @Test
    void timeIsCutToMicrosecondsAndPadded() {
        Shape<Instant> shape = Shape.of(Instant.class, at -> at.time("t", instant -> instant));
        assertEquals(
                "{\"t\":\"0001-02-03T04:05:06.000007Z\"}",
                text(shape, Instant.parse("0001-02-03T04:05:06.000007999Z")));
        assertEquals(
                "{\"t\":\"1969-12-31T23:59:59.999999Z\"}",
                text(shape, Instant.ofEpochSecond(-1, 999_999_999)));
        assertThrows(NotCanonical.class, () -> canonical.write(shape, Instant.MAX));
    }

    @Test
    void aMapBecomesAnObjectSortedByItsKeys() {
        record Marks(Map<String, Integer> marks) {}
        Shape<Marks> shape =
                Shape.of(
                        Marks.class, marks -> marks.textMap("m", Marks::marks, mark -> "n" + mark));
        assertEquals(
                "{\"m\":{\"\":\"n3\",\"a\":\"n2\",\"b\":\"n1\"}}",
                text(shape, new Marks(Map.of("b", 1, "a", 2, "", 3))));
    }

    @Test
    void whatHasNoCanonicalFormIsRefusedWithItsPath() {
        Sitting holed = sitting(Optional.empty(), new Ballot("a", 1), new Ballot("\ud800", 1));
        NotCanonical refusal =
                assertThrows(NotCanonical.class, () -> canonical.write(SITTING, holed));
        assertEquals("ballots[1].agent: a lone surrogate at position 0", refusal.getMessage());
        assertThrows(
                NotCanonical.class, () -> canonical.write(BALLOT, new Ballot("a", Long.MAX_VALUE)));
    }

    @Test
    void aKeyNamedTwiceIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        Shape.of(
                                Ballot.class,
                                ballot ->
                                        ballot.text("agent", Ballot::agent)
                                                .textIfPresent("agent", Ballot::reason)));
    }

    private <T> String text(Shape<T> shape, T value) {
        return new String(canonical.write(shape, value), UTF_8);
    }
}
