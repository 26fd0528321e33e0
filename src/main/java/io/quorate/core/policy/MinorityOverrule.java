package io.quorate.core.policy;

/// What a strong minority can do against a majority without a quorum.
public enum MinorityOverrule {
    /// NO_CONSENSUS with what was verified on either side.
    ESCALATE,
    /// When only its evidence verifies, its choice is returned as PROVISIONAL.
    EVIDENCE
}
