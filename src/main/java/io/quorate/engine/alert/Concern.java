package io.quorate.engine.alert;

import java.util.Locale;

/// What an alert is about.
public enum Concern {
    NO_CONSENSUS_SHARE("consensus.alerts"),
    TIMEOUT_SHARE("consensus.alerts"),
    QUARANTINED_SHARE("consensus.alerts"),
    UNRECORDED_MAX("consensus.alerts"),
    CONSENSUS_SUCCESS_RATE("consensus.performance_targets"),
    BYZANTINE_DETECTION_ACCURACY("consensus.performance_targets");

    private final String group;

    Concern(String group) {
        this.group = group;
    }

    /// In a word, as metrics name it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The key of its limit in a policy file.
    public String key() {
        return group + "." + word();
    }
}
