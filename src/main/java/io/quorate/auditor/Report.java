package io.quorate.auditor;

import java.util.List;

/// What came of checking one log, receipt or bundle.
///
/// @param subject what was checked
/// @param records how many records were read
/// @param findings the first of them, in the order in which they were found
/// @param findingsInAll how many there are
/// @param notes what is no defect but was not, or could not be, checked
public record Report(
        String subject,
        long records,
        List<Finding> findings,
        long findingsInAll,
        List<String> notes) {
    public Report {
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    public boolean clean() {
        return findingsInAll == 0;
    }
}
