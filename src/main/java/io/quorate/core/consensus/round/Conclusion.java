package io.quorate.core.consensus.round;

import io.quorate.core.consensus.resolution.Account;
import io.quorate.core.consensus.resolution.Explanation;
import io.quorate.core.protocol.Outcome;

/// The outcome of a round and how it came about.
public record Conclusion(Outcome outcome, Account account) {
    public String explanation() {
        return Explanation.of(outcome, account);
    }
}
