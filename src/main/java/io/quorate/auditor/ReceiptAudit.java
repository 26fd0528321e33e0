package io.quorate.auditor;

import io.quorate.auditor.format.Head;
import io.quorate.auditor.format.Malformed;
import io.quorate.auditor.format.ProofFile;
import io.quorate.auditor.tree.Inclusion;
import io.quorate.auditor.tree.Sha;

import java.util.Optional;

/// The check of a single receipt, for which nothing is needed but the receipt and a key.
public final class ReceiptAudit {
    private final Trust trust;

    public ReceiptAudit(Trust trust) {
        this.trust = trust;
    }

    /// What became of a receipt.
    public sealed interface Outcome {
        /// It proves that the record was signed at that place of that log.
        record Proven(Head head, long index, int recordBytes) implements Outcome {}

        /// It proves nothing.
        record Refuted(Finding finding) implements Outcome {}

        /// It does not contain the record, and none was given.
        record WithoutRecord(Head head, long index) implements Outcome {}
    }

    /// Checks a receipt.
    ///
    /// @param record what the receipt is about, where it does not contain it
    /// @param where how the receipt is called in a finding
    public Outcome audit(byte[] receipt, Optional<byte[]> record, String where) {
        ProofFile proof;
        try {
            proof = ProofFile.parse(receipt);
        } catch (Malformed e) {
            return refuted(Defect.DAMAGED, where, e.reason());
        }
        return switch (trust.open(proof.checkpoint(), where)) {
            case Trust.Opened.Refused(Finding finding) -> new Outcome.Refuted(finding);
            case Trust.Opened.Trusted(Head head) -> {
                Optional<byte[]> about = record.or(proof::extra);
                yield about.isPresent()
                        ? follow(proof, head, about.get(), where)
                        : new Outcome.WithoutRecord(head, proof.index());
            }
        };
    }

    private static Outcome follow(ProofFile proof, Head head, byte[] record, String where) {
        byte[] leaf = new Sha().leaf(record);
        Optional<byte[]> root = Inclusion.root(leaf, proof.index(), head.size(), proof.path());
        if (root.isEmpty()) {
            return refuted(
                    Defect.ALTERED,
                    where,
                    "no proof for record " + proof.index() + " of " + head.size() + " is so long");
        }
        return head.leadsTo(root.get())
                ? new Outcome.Proven(head, proof.index(), record.length)
                : refuted(
                        Defect.ALTERED,
                        where,
                        "record "
                                + proof.index()
                                + " and its proof do not lead to the signed root");
    }

    private static Outcome refuted(Defect defect, String where, String why) {
        return new Outcome.Refuted(Finding.in(defect, where, why));
    }
}
