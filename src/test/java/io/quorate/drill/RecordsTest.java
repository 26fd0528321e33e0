package io.quorate.drill;

import static io.quorate.drill.LogFolder.ORIGIN;
import static io.quorate.drill.LogFolder.decision;
import static io.quorate.drill.LogFolder.record;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.auditor.SequenceCheck;
import io.quorate.core.audit.json.Json;
import io.quorate.core.audit.note.SigningKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the records of a log say, all of it properly signed: whether anything was left out before
/// it was logged.
class RecordsTest {
    private static final SigningKey KEY = LogFolder.key(ORIGIN);

    @TempDir Path folder;

    @Test
    void numbersMayComeInAnotherOrder() {
        check(decisions(1, 3, 2, 6, 4, 5, 7)).accepts();
    }

    @Test
    void aGapBeforeAStopIsNamed() {
        check(plus(decisions(1, 2, 5, 6), stop(6)))
                .rejects("SEQUENCE_GAP numbers 3 to 4 of " + ORIGIN + ", seen at record 2:");
        check(plus(decisions(2, 3), stop(3)))
                .rejects("SEQUENCE_GAP number 1 of " + ORIGIN + ", seen at record 0:");
    }

    @Test
    void numbersThatWereTakenLastAndLeftOutShowAtTheStop() {
        check(plus(decisions(1, 2), stop(2))).accepts();
        check(plus(decisions(1, 2), stop(5)))
                .rejects("SEQUENCE_GAP numbers 3 to 5 of " + ORIGIN + ", seen at record 2:");
    }

    @Test
    void whatACrashLeftOpenIsNamedRightAfterTheNextStart() {
        check(plus(decisions(1, 4), start(9), lost(2, 3), lost(5, 8), decision(9))).accepts();
        check(plus(decisions(1, 4), start(9), lost(2, 3), decision(9), lost(5, 8)))
                .contains("SEQUENCE_GAP numbers 5 to 8 of " + ORIGIN + ", seen at record 2:");
        check(plus(decisions(1, 4), start(7), decision(7)))
                .rejects(
                        "SEQUENCE_GAP numbers 2 to 3 of " + ORIGIN + ", seen at record 1:",
                        "SEQUENCE_GAP numbers 5 to 6 of " + ORIGIN + ", seen at record 2:");
    }

    @Test
    void whatWaitsInTheSpoolAfterAStartMayFollowLater() {
        check(
                        plus(
                                decisions(1, 2),
                                start(7),
                                lost(5, 6),
                                spooled(3, 4),
                                decision(7),
                                decision(3),
                                decision(4)))
                .accepts();
        check(plus(decisions(1), start(4), spooled(2, 3), decision(4), decision(2), stop(4)))
                .rejects("SEQUENCE_GAP number 3 of " + ORIGIN + ", seen at record 2:");
        check(plus(decisions(1), start(4), spooled(2, 3), start(4), decision(4)))
                .rejects("SEQUENCE_GAP numbers 2 to 3 of " + ORIGIN + ", seen at record 2:");
        check(plus(decisions(1), start(5), spooled(3, 3), decision(5), decision(3)))
                .rejects(
                        "SEQUENCE_GAP number 2 of " + ORIGIN + ", seen at record 1:",
                        "SEQUENCE_GAP number 4 of " + ORIGIN + ", seen at record 1:");
    }

    @Test
    void aGapThatARecordAccountsForIsNone() {
        check(plus(decisions(1, 2, 5, 6), lost(3, 4), stop(6))).accepts();
        check(plus(decisions(1, 2, 5, 9), lost(3, 8)))
                .rejects("SEQUENCE_REPEATED numbers 3 to 8 of " + ORIGIN + ", seen at record 4:");
        check(plus(decisions(1, 2), lost(3, 4), stop(4))).accepts();
    }

    @Test
    void whatIsAccountedForInPartLeavesTheRest() {
        check(plus(decisions(1, 9), lost(4, 5), stop(9)))
                .rejects(
                        "SEQUENCE_GAP numbers 2 to 3 of " + ORIGIN + ", seen at record 1:",
                        "SEQUENCE_GAP numbers 6 to 8 of " + ORIGIN + ", seen at record 1:");
    }

    @Test
    void aNumberUsedTwiceIsNamed() {
        check(decisions(1, 2, 2, 3))
                .rejects("SEQUENCE_REPEATED number 2 of " + ORIGIN + ", seen at record 2:");
        check(plus(decisions(1, 3), lost(2, 2), decision(2)))
                .rejects("SEQUENCE_REPEATED number 2 of " + ORIGIN + ", seen at record 3:");
    }

    @Test
    void aGapAtTheEndIsNoDefectWhileItsDecisionMayBeUnderWay() {
        Checked checked = check(decisions(1, 2, 4));
        checked.accepts();
        org.junit.jupiter.api.Assertions.assertTrue(
                checked.report().contains("numbers 3 to 3 of " + ORIGIN + " have no record yet"));
    }

    @Test
    void aGapThatStaysOpenForTooLongIsNamed() {
        List<byte[]> records = new ArrayList<>(decisions(1, 3));
        LongStream.rangeClosed(4, SequenceCheck.GRACE + 4).forEach(n -> records.add(decision(n)));
        check(records).rejects("SEQUENCE_GAP number 2 of " + ORIGIN + ", seen at record 1:");
    }

    @Test
    void eachOriginHasItsOwnNumbers() {
        List<byte[]> records = new ArrayList<>();
        for (int number = 1; number <= 5; number++) {
            for (String origin : List.of("a", "b")) {
                records.add(
                        record(
                                Map.of(
                                        "origin",
                                        Json.of(origin),
                                        "sequence_number",
                                        Json.of(number))));
            }
        }
        check(records).accepts();
        records.remove(5);
        records.add(
                record(
                        Map.of(
                                "origin", Json.of("b"),
                                "last_sequence_number", Json.of(5),
                                "kind", Json.of("stop"))));
        check(records).rejects("SEQUENCE_GAP number 3 of b, seen at record 6:");
    }

    @Test
    void recordsWithoutNumbersAreLeftAlone() {
        check(List.of(record(Map.of("note", Json.of("no number"))), decision(1))).accepts();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "[]",
                "{",
                "{\"b\":1,\"a\":2}",
                "{\"a\":1,\"a\":2}",
                "{\"a\": 1}",
                "{\"a\":1} ",
                "{\"a\":01}",
                "{\"a\":1.0}",
                "{\"a\":\"\\u0041\"}",
                "{\"a\":tru}"
            })
    void aRecordThatIsNotCanonicalIsNamed(String text) {
        List<byte[]> records = List.of(decision(1), text.getBytes(UTF_8), decision(2));
        check(records).rejects("MALFORMED record 1: not ");
    }

    @Test
    void theLogsOfOthersAreCheckedWithoutLookingIntoThem() {
        List<byte[]> records = List.of("anything".getBytes(UTF_8), new byte[0], new byte[65_535]);
        LogFolder log = new LogFolder(folder).write(KEY, records);
        Checked.log(log, KEY, "--plain").accepts();
        Checked.log(log, KEY)
                .rejects("MALFORMED record 0:", "MALFORMED record 1:", "MALFORMED record 2:");
    }

    private Checked check(List<byte[]> records) {
        return Checked.log(new LogFolder(folder).write(KEY, records), KEY);
    }

    private static List<byte[]> decisions(long... numbers) {
        return LongStream.of(numbers).mapToObj(LogFolder::decision).toList();
    }

    private static byte[] stop(long last) {
        return record(Map.of("kind", Json.of("stop"), "last_sequence_number", Json.of(last)));
    }

    private static byte[] start(long first) {
        return record(Map.of("kind", Json.of("start"), "first_sequence_number", Json.of(first)));
    }

    private static byte[] lost(long first, long last) {
        Json range = Json.of(Map.of("first", Json.of(first), "last", Json.of(last)));
        return record(Map.of("kind", Json.of("lost"), "ranges", Json.of(List.of(range))));
    }

    private static byte[] spooled(long first, long last) {
        Json range = Json.of(Map.of("first", Json.of(first), "last", Json.of(last)));
        return record(Map.of("kind", Json.of("spooled"), "ranges", Json.of(List.of(range))));
    }

    private static List<byte[]> plus(List<byte[]> records, byte[]... more) {
        List<byte[]> all = new ArrayList<>(records);
        all.addAll(List.of(more));
        return all;
    }
}
