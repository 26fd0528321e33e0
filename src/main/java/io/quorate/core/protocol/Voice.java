package io.quorate.core.protocol;

import java.util.List;

/// What an agent's vote says about which choice is right: for every pair of right and voted choice,
/// given by their places among the submission's choices, a log-likelihood in millionths of a nat,
/// up to what does not depend on the right choice.
///
/// It feeds `leaning` and `consensus_confidence` only; no gate reads it.
public sealed interface Voice {
    /// Says nothing: the voter is not heard in the posterior.
    Voice SILENT = new Silent();

    /// How much a vote for one choice speaks for another, or the same, being right.
    long of(int right, int voted);

    record Silent() implements Voice {
        @Override
        public long of(int right, int voted) {
            return 0;
        }
    }

    /// Speaks for what it votes for, and for nothing else.
    record Backing(long logOdds) implements Voice {
        @Override
        public long of(int right, int voted) {
            return right == voted ? logOdds : 0;
        }
    }

    /// Knows which errors the agent makes: one row for every right choice, one column for every
    /// voted one.
    record Confusion(List<List<Long>> logRows) implements Voice {
        public Confusion {
            int size = logRows.size();
            logRows = logRows.stream().map(List::copyOf).toList();
            if (logRows.stream().anyMatch(row -> row.size() != size)) {
                throw new IllegalArgumentException("a voice has as many columns as rows");
            }
        }

        @Override
        public long of(int right, int voted) {
            return logRows.get(right).get(voted);
        }
    }
}
