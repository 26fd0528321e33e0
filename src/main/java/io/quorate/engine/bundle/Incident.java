package io.quorate.engine.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.audit.decision.DecisionLeaf;
import io.quorate.core.audit.explanation.Explanation;
import io.quorate.core.audit.explanation.ExplanationText;
import io.quorate.core.audit.json.Fields;
import io.quorate.core.audit.json.JsonReader;
import io.quorate.core.audit.note.Receipt;
import io.quorate.core.protocol.Origin;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.engine.bundle.BundleStore.Detail;
import io.quorate.engine.bundle.BundleStore.Part;
import io.quorate.engine.trail.Asked;
import io.quorate.engine.trail.DecisionQuery;
import io.quorate.engine.trail.Inquiries;
import io.quorate.engine.trail.Order;
import io.quorate.engine.trail.RecordQuery;
import io.quorate.engine.trail.RecordRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The substance of an incident pack: the decisions with their receipts, each one explained; what
/// changed around them; and a cover page that says what is where.
///
/// @param created when it is made
record Incident(Handout handout, Instant created, Inquiries inquiries) {
    /// What is not a change and still has to be known.
    private static final List<String> LOSSES = List.of("lost");

    /// The decision that a pack is about, as the log has it.
    record Decided(Receipt receipt, DecisionRecord record, List<Detail> details) {
        /// Whether something that changed has to do with it.
        boolean concerns(RecordRow change) {
            Fields leaf = Fields.of(JsonReader.read(change.leaf()));
            return leaf.textIfPresent("decision_id").stream().allMatch(record.id().value()::equals)
                    && leaf.textIfPresent("pool").stream().allMatch(this::hasPool);
        }

        private boolean hasPool(String name) {
            return record.findings().pools().stream()
                    .map(PoolOutcome::pool)
                    .anyMatch(pool -> pool.value().equals(name));
        }
    }

    /// One decision, and receipts of what changed around it.
    Bundle.Substance of(Decided decided) {
        return packing -> {
            IncidentCover cover = new IncidentCover(handout, created);
            Origin origin = decided.record().origin();
            packing.receipt(origin, decided.receipt());
            explained(decided.record(), decided.receipt().index(), packing, cover);
            for (Detail detail : decided.details()) {
                packing.detail(origin, detail);
            }
            changes(row -> {
                if (decided.concerns(row)) {
                    var _ = packing.receipt(row.origin(), row.place().logIndex());
                    cover.change(row);
                }
            });
            packing.listed(IncidentCover.PATH, cover.text().getBytes(UTF_8));
        };
    }

    /// Every record of a span of time. The receipts come first, so that no head is older than one.
    Bundle.Substance during(List<Part> parts) {
        return packing -> {
            IncidentCover cover = new IncidentCover(handout, created);
            Answers.each(
                    DecisionQuery.all(handout.range(), Order.OLDEST_FIRST),
                    Asked.RECORDS_MAX,
                    inquiries::decisionRecords,
                    row -> decision(row, packing, cover));
            changes(cover::change);
            for (Part part : parts) {
                packing.records(part);
            }
            packing.listed(IncidentCover.PATH, cover.text().getBytes(UTF_8));
        };
    }

    private static void decision(RecordRow row, Packing packing, IncidentCover cover)
            throws BundleBroken {
        long index = packing.receipt(row.origin(), row.place().logIndex()).index();
        DecisionRecord record = new DecisionLeaf(row.leaf(), row.detail()).read(Map.of());
        explained(record, index, packing, cover);
    }

    private static void explained(
            DecisionRecord record, long index, Packing packing, IncidentCover cover)
            throws BundleBroken {
        String path = packing.folder(record.origin()) + "/explanations/" + index + ".txt";
        String text = ExplanationText.plain(Explanation.withoutTexts(record));
        packing.listed(path, text.getBytes(UTF_8));
        cover.decision(record, path);
    }

    private void changes(Answers.Taker<RecordRow> taker) throws BundleBroken {
        for (List<String> kinds : List.of(List.<String>of(), LOSSES)) {
            Answers.each(
                    new RecordQuery(handout.range(), Order.OLDEST_FIRST, kinds),
                    Asked.RECORDS_MAX,
                    inquiries::records,
                    taker);
        }
    }
}
