package io.quorate.auditor;

import io.quorate.auditor.format.Head;
import io.quorate.auditor.format.Malformed;
import io.quorate.auditor.format.Note;
import io.quorate.auditor.format.TrustedKey;

import java.util.List;
import java.util.Optional;

/// All that an auditor trusts: public keys, and the name of the log if it is not that of its key.
public record Trust(List<TrustedKey> keys, Optional<String> origin) {
    public Trust {
        keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("without a key nothing can be trusted");
        }
    }

    /// What became of a note that should be a head.
    public sealed interface Opened {
        record Trusted(Head head) implements Opened {}

        record Refused(Finding finding) implements Opened {}
    }

    /// Opens a signed checkpoint; `where` is named in the finding.
    public Opened open(byte[] bytes, String where) {
        try {
            return open(Note.parse(bytes), where);
        } catch (Malformed e) {
            return new Opened.Refused(Finding.in(Defect.DAMAGED, where, e.reason()));
        }
    }

    Opened open(Note note, String where) {
        Optional<String> distrust = note.distrust(keys);
        if (distrust.isPresent()) {
            return new Opened.Refused(Finding.in(Defect.REPLACED, where, distrust.get()));
        }
        try {
            Head head = Head.parse(note.text());
            boolean ours =
                    origin.isPresent()
                            ? origin.get().equals(head.origin())
                            : keys.stream().anyMatch(key -> key.name().equals(head.origin()));
            return ours
                    ? new Opened.Trusted(head)
                    : new Opened.Refused(
                            Finding.in(
                                    Defect.REPLACED,
                                    where,
                                    "it is the head of another log, " + head.origin()));
        } catch (Malformed e) {
            return new Opened.Refused(Finding.in(Defect.DAMAGED, where, e.reason()));
        }
    }
}
