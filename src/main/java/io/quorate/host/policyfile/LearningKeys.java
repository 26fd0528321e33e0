package io.quorate.host.policyfile;

import io.quorate.core.policy.CanaryPolicy;
import io.quorate.core.policy.ReputationPolicy;
import io.quorate.host.policyfile.schema.Group;
import io.quorate.host.policyfile.schema.Key;
import io.quorate.host.policyfile.schema.Kinds;
import io.quorate.host.policyfile.schema.Section;
import java.math.BigDecimal;
import java.time.Duration;

/// `reputation` and `canaries`: how a pool learns about its agents.
final class LearningKeys {
    private static final int PATH_MAX = 1_000;

    private static final Key<Boolean> TRUST_AGREEMENT =
            Key.of(
                    "trust_agreement",
                    Kinds.bool(),
                    "true",
                    "Whether agreement among agents may steer weights before any right answer is"
                            + " known. Without ground truth that is worse than plain majority.");
    private static final Key<BigDecimal> DECAY =
            Key.of(
                    "decay",
                    Kinds.decimal(ReputationPolicy.DECAY),
                    "0.999",
                    "What is kept of the past at every vote; 1 forgets nothing.");
    private static final Key<Boolean> REFIT =
            Key.of(
                    "refit",
                    Kinds.bool(),
                    "true",
                    "Whether reputations are fitted anew over the last decisions now and then.");
    static final Group REPUTATION =
            Group.of(
                    "reputation",
                    "How the pool learns about its agents.",
                    TRUST_AGREEMENT,
                    DECAY,
                    REFIT);

    private static final Key<String> FILE =
            Key.of(
                            "file",
                            Kinds.text(PATH_MAX),
                            "/etc/quorate/canaries.yaml",
                            "The YAML file that they are in, beside the policy's own where the path"
                                    + " is relative. It is read with the policy, and followed like"
                                    + " it; with a mistake in it the policy is refused.")
                    .otherwise("only those that were added through CanaryService");
    private static final Key<BigDecimal> SHARE =
            Key.of(
                    "share",
                    Kinds.decimal(CanaryPolicy.SHARE),
                    "0.1",
                    "Their share of the ballots that the pool's agents get; 0 means none.");
    private static final Key<Duration> REPEAT_AFTER =
            Key.of(
                    "repeat_after",
                    Kinds.duration(CanaryPolicy.REPEAT_AFTER),
                    "60d",
                    "How long an agent is not shown the same canary again.");
    static final Group CANARIES =
            Group.of(
                    "canaries",
                    "Submissions with a known answer, mixed into the traffic of Validate to learn"
                            + " who can be relied on. Agents are asked beside the calls, and cannot"
                            + " tell; nobody waits. Pools of protocol two-round are not shown any."
                            + " A file has the key canaries: a list of canaries, each with id,"
                            + " answer or candidates (texts by id), right (ACCEPT, REJECT, NONE or"
                            + " a candidate's id), and where wanted question, context, sources"
                            + " (each with id, title, text) and pools.",
                    FILE,
                    SHARE,
                    REPEAT_AFTER);

    private LearningKeys() {}

    static ReputationPolicy reputation(Section in) {
        ReputationPolicy usual = ReputationPolicy.DEFAULT;
        return new ReputationPolicy(
                in.get(TRUST_AGREEMENT, usual.trustAgreement()),
                in.get(DECAY, usual.decay()),
                in.get(REFIT, usual.refit()));
    }

    static CanaryPolicy canaries(Section in) {
        CanaryPolicy usual = CanaryPolicy.DEFAULT;
        return new CanaryPolicy(
                in.get(FILE),
                in.get(SHARE, usual.share()),
                in.get(REPEAT_AFTER, usual.repeatAfter()));
    }
}
