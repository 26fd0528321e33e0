package io.quorate.auditor;

import java.util.ArrayList;
import java.util.List;

/// The findings of one audit: the first thousand, and how many there are.
final class Findings {
    private static final int KEPT_MAX = 1000;

    private final List<Finding> kept = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long inAll;

    void add(Finding finding) {
        inAll++;
        if (kept.size() < KEPT_MAX) {
            kept.add(finding);
        }
    }

    void addAll(Findings others) {
        others.kept.forEach(this::add);
        inAll += others.inAll - others.kept.size();
        notes.addAll(others.notes);
    }

    void note(String note) {
        if (notes.size() < KEPT_MAX) {
            notes.add(note);
        }
    }

    boolean none() {
        return inAll == 0;
    }

    Report report(String subject, long records) {
        return new Report(subject, records, kept, inAll, notes);
    }
}
