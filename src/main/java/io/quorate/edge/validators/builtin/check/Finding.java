package io.quorate.edge.validators.builtin.check;

import io.quorate.core.protocol.Quotation;
import java.util.List;

/// What a check finds about one answer.
public sealed interface Finding {

    /// @param strength how well the answer passes, in [0,1], on the check's own scale; what it is
    ///   worth as a probability is a matter of whoever asked
    record Measured(double strength, String reasoning, List<Quotation> evidence)
            implements Finding {
        public Measured {
            if (!(strength >= 0 && strength <= 1)) {
                throw new IllegalArgumentException("strength " + strength);
            }
            evidence = List.copyOf(evidence);
        }
    }

    /// There is nothing that the check could measure.
    record Nothing(String reason) implements Finding {}

    static Finding measured(double strength, String reasoning) {
        return new Measured(strength, reasoning, List.of());
    }

    static Finding nothing(String reason) {
        return new Nothing(reason);
    }
}
