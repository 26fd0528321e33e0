package io.quorate.core.planning.replay;

import io.quorate.core.protocol.Outcome;

/// What a recorded decision comes to under another policy.
public sealed interface Replayed {

    /// It would have come out like this.
    ///
    /// @param spending what asking for it would have cost
    record Decided(Outcome outcome, Spending spending) implements Replayed {}

    /// The record does not tell.
    record Undetermined(Cause cause) implements Replayed {}

    /// Why the record does not tell.
    enum Cause {
        /// The candidate has no such pool; the call would have been refused.
        POOL_UNKNOWN("the candidate has no such pool"),
        /// No agent was asked then, and would be now.
        NOT_ASKED("no agent was asked"),
        /// It hangs on votes that were not given, or not read.
        VOTE_UNKNOWN("it hangs on votes that were never given or read"),
        /// It hangs on quotations that were not checked.
        EVIDENCE_UNKNOWN("it hangs on quotations that were not checked");

        private final String words;

        Cause(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
