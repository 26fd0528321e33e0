package io.quorate.host.store.reputation;

import io.quorate.core.audit.json.CanonicalJson;
import io.quorate.core.audit.json.Fields;
import io.quorate.core.audit.json.Json;
import io.quorate.core.audit.json.JsonReader;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.reputation.Calibration;
import io.quorate.core.reputation.Climate;
import io.quorate.core.reputation.Evidence;
import io.quorate.core.reputation.Knowledge;
import io.quorate.core.reputation.TrackRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What is learnt as rows of whole numbers, in the order of the columns that hold them.
final class Sums {
    static final List<String> OF_AGENT =
            List.of(
                    "labelled_votes",
                    "chance",
                    "labelled_right",
                    "labelled_wrong",
                    "told_right",
                    "told_wrong",
                    "told_first_first",
                    "told_first_second",
                    "told_second_first",
                    "told_second_second",
                    "agreed_right",
                    "agreed_wrong",
                    "agreed_first_first",
                    "agreed_first_second",
                    "agreed_second_first",
                    "agreed_second_second",
                    "cast_first",
                    "cast_second",
                    "shift",
                    "leverage");

    /// Of a pool, beside its calibration.
    static final List<String> OF_POOL =
            List.of(
                    "labels",
                    "right_first",
                    "right_second",
                    "cast_first",
                    "cast_second",
                    "errors_together",
                    "errors_seen");

    private Sums() {}

    static List<Long> of(TrackRecord record) {
        List<Long> sums = new ArrayList<>(OF_AGENT.size());
        sums.add(record.labelledVotes());
        sums.add(record.chance());
        sums.add(record.labelledRight());
        sums.add(record.labelledWrong());
        add(record.told(), sums);
        add(record.agreed(), sums);
        sums.add(record.castFirst());
        sums.add(record.castSecond());
        sums.add(record.shift());
        sums.add(record.leverage());
        return sums;
    }

    private static void add(Evidence evidence, List<Long> sums) {
        sums.add(evidence.right());
        sums.add(evidence.wrong());
        sums.add(evidence.firstFirst());
        sums.add(evidence.firstSecond());
        sums.add(evidence.secondFirst());
        sums.add(evidence.secondSecond());
    }

    static TrackRecord record(List<Long> sums) {
        return new TrackRecord(
                sums.get(0),
                sums.get(1),
                sums.get(2),
                sums.get(3),
                evidence(sums.subList(4, 10)),
                evidence(sums.subList(10, 16)),
                sums.get(16),
                sums.get(17),
                sums.get(18),
                sums.get(19));
    }

    private static Evidence evidence(List<Long> sums) {
        return new Evidence(
                sums.get(0), sums.get(1), sums.get(2), sums.get(3), sums.get(4), sums.get(5));
    }

    static List<Long> of(Climate climate) {
        return List.of(
                climate.labels(),
                climate.rightFirst(),
                climate.rightSecond(),
                climate.castFirst(),
                climate.castSecond(),
                climate.errorsTogether(),
                climate.errorsSeen());
    }

    static Climate climate(List<Long> sums, List<Long> calibration) {
        return new Climate(
                sums.get(0),
                sums.get(1),
                sums.get(2),
                sums.get(3),
                sums.get(4),
                sums.get(5),
                sums.get(6),
                new Calibration(calibration));
    }

    /// Knowledge in one piece, as a label keeps what it taught.
    static byte[] bytes(Knowledge knowledge) {
        Map<String, Json> agents = new TreeMap<>();
        knowledge.agents().forEach((agent, record) -> agents.put(agent.value(), json(of(record))));
        return new CanonicalJson()
                .write(
                        Json.of(
                                Map.of(
                                        "agents",
                                        Json.of(agents),
                                        "pool",
                                        json(of(knowledge.climate())),
                                        "calibration",
                                        json(knowledge.climate().calibration().logLikelihood()))));
    }

    static Knowledge knowledge(byte[] bytes) {
        Fields fields = Fields.of(JsonReader.read(bytes));
        Fields agents = fields.object("agents");
        SortedMap<AgentId, TrackRecord> records = new TreeMap<>();
        agents.members()
                .keySet()
                .forEach(agent -> records.put(new AgentId(agent), record(agents.wholes(agent))));
        return new Knowledge(records, climate(fields.wholes("pool"), fields.wholes("calibration")));
    }

    private static Json json(List<Long> sums) {
        return Json.of(sums.stream().map(Json::of).collect(Collectors.toList()));
    }
}
