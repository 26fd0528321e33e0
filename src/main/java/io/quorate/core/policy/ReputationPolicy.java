package io.quorate.core.policy;

import java.math.BigDecimal;

/// How a pool learns about its agents, beyond what is fixed.
///
/// @param trustAgreement whether agreement without any known right answer may steer the gates
/// @param decay what is kept of the past at every vote; 1 forgets nothing
/// @param refit whether the reputation is fitted anew over the last decisions now and then
public record ReputationPolicy(boolean trustAgreement, BigDecimal decay, boolean refit) {
    public static final Range<BigDecimal> DECAY = Range.between("0.9", "1");
    public static final ReputationPolicy DEFAULT =
            new ReputationPolicy(false, BigDecimal.ONE, false);

    public ReputationPolicy {
        DECAY.check("decay", decay);
    }

    void outline(Outline to) {
        to.put("trust_agreement", trustAgreement);
        to.put("decay", decay);
        to.put("refit", refit);
    }
}
