package io.quorate.auditor;

import io.quorate.auditor.Finding.Place;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Findings about records in the order of the records, neighbours of one kind as one.
final class Joined {
    private Joined() {}

    /// Joins findings about a log that was signed with `size` records. What is missing at its end
    /// is a truncation.
    static List<Finding> of(List<Finding> findings, long size) {
        List<Finding> joined = new ArrayList<>();
        findings.stream()
                .sorted(Comparator.comparingLong(Joined::start))
                .forEach(f -> add(f, joined));
        return joined.stream().map(finding -> truncated(finding, size)).toList();
    }

    private static void add(Finding next, List<Finding> joined) {
        Finding last = joined.isEmpty() ? next : joined.getLast();
        if (last.place() instanceof Place.Records(long from, long to)
                && next.place() instanceof Place.Records(long at, long until)
                && last.defect() == next.defect()
                && last.detail().equals(next.detail())
                && at == to + 1) {
            joined.removeLast();
            joined.add(Finding.between(next.defect(), from, until, next.detail()));
        } else {
            joined.add(next);
        }
    }

    private static Finding truncated(Finding finding, long size) {
        return finding.defect() == Defect.MISSING
                        && finding.place() instanceof Place.Records(long from, long to)
                        && to == size - 1
                ? Finding.between(
                        Defect.TRUNCATED, from, to, "the log was signed with " + size + " records")
                : finding;
    }

    private static long start(Finding finding) {
        return switch (finding.place()) {
            case Place.Records(long from, long _) -> from;
            case Place.Numbers numbers -> numbers.record();
            case Place.File _ -> Long.MAX_VALUE;
        };
    }
}
