package io.quorate.core.protocol;

import java.util.List;

/// What an agent's vote says about which choice is right: a log-likelihood for every pair of right
/// and voted choice, in millionths of a nat, indexed by the places of the submission's choices.
///
/// It feeds `leaning` and `consensus_confidence` only; no gate reads it.
public record Voice(List<List<Long>> logRows) {
    /// Says nothing: the voter is not heard in the posterior.
    public static final Voice SILENT = new Voice(List.of());

    public Voice {
        int size = logRows.size();
        logRows = logRows.stream().map(List::copyOf).toList();
        if (logRows.stream().anyMatch(row -> row.size() != size)) {
            throw new IllegalArgumentException("a voice has as many columns as rows");
        }
    }

    /// The log-likelihood, in millionths, of voting for one choice when another is right.
    public long of(int right, int voted) {
        return logRows.isEmpty() ? 0 : logRows.get(right).get(voted);
    }
}
