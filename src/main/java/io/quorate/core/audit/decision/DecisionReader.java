package io.quorate.core.audit.decision;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.audit.json.Fields;
import io.quorate.core.audit.json.JsonReader;
import io.quorate.core.protocol.Chance;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Durability;
import io.quorate.core.protocol.ErrorModel;
import io.quorate.core.protocol.Findings;
import io.quorate.core.protocol.Findings.SkippedPool;
import io.quorate.core.protocol.Origin;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.OutcomeReason;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.core.protocol.PoolOutcome.Counterfactual;
import io.quorate.core.protocol.RequestId;
import io.quorate.core.protocol.RiskTag;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads a decision's leaf back.
final class DecisionReader {
    private final Map<String, byte[]> texts;

    private DecisionReader(Map<String, byte[]> texts) {
        this.texts = texts;
    }

    static DecisionRecord read(DecisionLeaf leaf, Map<String, byte[]> texts) {
        Fields head = Fields.of(JsonReader.read(leaf.bytes()));
        expect(head, DecisionShape.KIND);
        return new DecisionReader(texts).record(head, body(head, leaf));
    }

    private static Fields body(Fields head, DecisionLeaf leaf) {
        if (head.textIfPresent("detail_digest").isEmpty()) {
            return head;
        }
        byte[] detail =
                leaf.detail()
                        .orElseThrow(
                                () -> new IllegalArgumentException("the leaf's detail is missing"));
        if (!Digest.of(detail).hex().equals(head.text("detail_digest"))) {
            throw new IllegalArgumentException("the detail is not the one that the leaf names");
        }
        Fields body = Fields.of(JsonReader.read(detail));
        expect(body, DecisionShape.DETAIL_KIND);
        return body;
    }

    private static void expect(Fields record, String kind) {
        long version = record.whole("v");
        if (version != DecisionShape.VERSION || !record.text("kind").equals(kind)) {
            throw new IllegalArgumentException(
                    "a record of kind %s and version %d, not %s and %d"
                            .formatted(record.text("kind"), version, kind, DecisionShape.VERSION));
        }
    }

    private DecisionRecord record(Fields head, Fields body) {
        SortedMap<String, Digest> commitments = new TreeMap<>();
        body.textsByKey("commitments")
                .forEach((slot, digest) -> commitments.put(slot, new Digest(digest)));
        return new DecisionRecord(
                new DecisionId(head.text("decision_id")),
                new Origin(head.text("origin")),
                head.whole("sequence_number"),
                head.textIfPresent("service").orElse(""),
                new RequestId(head.text("request_id")),
                head.time("received_at"),
                head.time("decided_at"),
                commitments,
                body.texts("choices").stream().map(Choice::new).toList(),
                body.textsByKey("tags"),
                head.textIfPresent("risk_tag").map(RiskTag::valueOf),
                new Digest(head.text("policy_digest")),
                body.texts("unenforced_policy_keys"),
                findings(outcome(head.object("outcome")), body),
                Durability.valueOf(head.text("durability")),
                head.textIfPresent("cached_from").map(DecisionId::new));
    }

    private Findings findings(Outcome outcome, Fields body) {
        return new Findings(
                outcome,
                body.text("explanation"),
                body.objects("pools").stream().map(this::pool).toList(),
                body.objects("skipped_pools").stream().map(DecisionReader::skipped).toList());
    }

    private PoolOutcome pool(Fields pool) {
        PoolId id = new PoolId(pool.text("pool"));
        RoundReader reader = new RoundReader(id, texts);
        List<RoundReport> rounds = pool.objects("rounds").stream().map(reader::read).toList();
        return new PoolOutcome(
                id,
                pool.flag("required"),
                outcome(pool.object("outcome")),
                pool.text("explanation"),
                rounds,
                pool.textIfPresent("leaning").map(Choice::new),
                pool.realIfPresent("consensus_confidence"),
                pool.realIfPresent("agreement_level"),
                pool.objects("counterfactuals").stream()
                        .map(counterfactual ->
                                new Counterfactual(
                                        counterfactual.text("change"),
                                        outcome(counterfactual.object("outcome"))))
                        .toList(),
                pool.objectIfPresent("error_model").map(DecisionReader::errorModel));
    }

    private static ErrorModel errorModel(Fields model) {
        return new ErrorModel(
                chance(model.object("right")),
                chance(model.object("wrong")),
                chance(model.object("undecided")),
                chance(model.object("all_wrong")),
                model.real("correlation"));
    }

    private static Chance chance(Fields chance) {
        return new Chance(chance.real("least"), chance.real("likely"), chance.real("most"));
    }

    private static Outcome outcome(Fields outcome) {
        return new Outcome(
                Verdict.valueOf(outcome.text("verdict")),
                outcome.textIfPresent("choice").map(Choice::new),
                OutcomeReason.valueOf(outcome.text("reason")));
    }

    private static SkippedPool skipped(Fields skipped) {
        return new SkippedPool(
                new PoolId(skipped.text("pool")), Set.copyOf(skipped.texts("missing")));
    }
}
