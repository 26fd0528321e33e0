package io.quorate.auditor;

import io.quorate.auditor.Alignment.Difference;
import io.quorate.auditor.Alignment.Hash;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Says in findings what the differences of an [Alignment] mean.
///
/// A record that is found where it does not belong, but does belong somewhere, was reordered and
/// not altered; then it is not missing either.
final class Differences {
    private final List<Difference> all;
    private final Map<Hash, Long> belongs = new HashMap<>();
    private final Set<Hash> present = new HashSet<>();

    Differences(List<Difference> all) {
        this.all = all;
        for (Difference difference : all) {
            if (difference.signedAt() >= 0) {
                belongs.put(difference.signed(), difference.signedAt());
            }
            if (difference.foundAt() >= 0) {
                present.add(difference.found());
            }
        }
    }

    /// One finding for each place.
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (Difference difference : all) {
            boolean moved = difference.foundAt() < 0 && present.contains(difference.signed());
            if (!moved) {
                findings.add(finding(difference));
            }
        }
        return findings;
    }

    private Finding finding(Difference difference) {
        if (difference.foundAt() < 0) {
            return Finding.at(Defect.MISSING, difference.signedAt(), "signed, but not there");
        }
        Long own = belongs.get(difference.found());
        if (own != null) {
            return reordered(difference, own);
        }
        return difference.signedAt() < 0
                ? Finding.at(Defect.ADDED, difference.foundAt(), "there, but never signed")
                : Finding.at(
                        Defect.ALTERED,
                        difference.signedAt(),
                        "not what was signed: its leaf hash differs");
    }

    private Finding reordered(Difference difference, long own) {
        boolean against = difference.signedAt() >= 0;
        boolean lost = against && !present.contains(difference.signed());
        return Finding.at(
                Defect.REORDERED,
                against ? difference.signedAt() : difference.foundAt(),
                "here stands the record that was signed as "
                        + own
                        + (lost ? ", and the one that was signed here is nowhere" : ""));
    }
}
