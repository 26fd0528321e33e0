package io.quorate.host.policyfile;

import io.quorate.core.policy.SecurityPolicy;
import io.quorate.core.policy.SecurityPolicy.Strictness;
import io.quorate.host.policyfile.schema.Group;
import io.quorate.host.policyfile.schema.Key;
import io.quorate.host.policyfile.schema.Kind;
import io.quorate.host.policyfile.schema.Kinds;
import io.quorate.host.policyfile.schema.Member;
import io.quorate.host.policyfile.schema.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// `security`: what the deployment asks of security.
///
/// A demand that nothing in the sidecar enforces is still read: whoever runs the deployment must
/// learn that it is not met, in a warning, in the effective policy and on every decision.
final class SecurityKeys {

    /// Whether the sidecar does what a key asks.
    private enum Enforcement {
        ENFORCED,
        NOT_ENFORCED
    }

    /// A key with what is done about it.
    ///
    /// @param key reads the demand in the spelling of the outline
    /// @param idle the value that asks for nothing
    private record Demand(Key<String> key, String idle, Enforcement enforcement) {}

    private static final String NONE = "none";
    private static final String FALSE = "false";

    private static final Key<Boolean> STRICT =
            Key.of(
                    "strict",
                    Kinds.bool(),
                    "true",
                    "Whether a demand below that is not enforced stops the policy instead of"
                            + " raising a warning.");

    private static final List<Demand> CRYPTOGRAPHIC =
            List.of(
                    word(
                            "message_authentication",
                            "How messages between sidecar and agents are authenticated.",
                            "hmac-sha256"),
                    flag(
                            "agent_identity_verification",
                            "Whether an agent's identity is checked before its vote counts."),
                    word(
                            "vote_signing",
                            "With which signature agents sign their votes.",
                            "ed25519"),
                    word(
                            "replay_protection",
                            "What keeps an old message from being used again.",
                            "timestamp-nonce"));
    private static final List<Demand> BYZANTINE_PROTECTION =
            List.of(
                    flag("reputation_tracking", "Whether a reputation is kept for every agent."),
                    flag("behavior_analysis", "Whether the history of votes is analysed."),
                    flag("collusion_detection", "Whether blocs of agents are searched for."),
                    flag("performance_monitoring", "Whether agents' response times are watched."));
    private static final List<Demand> ACCESS_CONTROL =
            List.of(
                    word("agent_authentication", "How an agent proves who it is.", "pki"),
                    roles(),
                    word("audit_logging", "What is recorded.", "comprehensive"));

    private static final Group CRYPTOGRAPHIC_GROUP =
            group("cryptographic", "What is asked of keys and signatures.", CRYPTOGRAPHIC);
    private static final Group BYZANTINE_PROTECTION_GROUP =
            group(
                    "byzantine_protection",
                    "What is asked of the watch over agents.",
                    BYZANTINE_PROTECTION);
    private static final Group ACCESS_CONTROL_GROUP =
            group("access_control", "What is asked of access.", ACCESS_CONTROL);

    static final Group GROUP =
            Group.of(
                    "security",
                    "What the deployment asks of security. A demand that is not enforced is listed"
                            + " as unenforced in the effective policy and on every decision.",
                    STRICT,
                    CRYPTOGRAPHIC_GROUP,
                    BYZANTINE_PROTECTION_GROUP,
                    ACCESS_CONTROL_GROUP);

    private SecurityKeys() {}

    static Optional<SecurityPolicy> read(Section in) {
        SortedMap<String, String> demands = new TreeMap<>();
        List<String> unenforced = new ArrayList<>();
        Strictness strictness = in.get(STRICT, false) ? Strictness.STRICT : Strictness.LENIENT;
        Stream.of(
                        new Part(CRYPTOGRAPHIC_GROUP, CRYPTOGRAPHIC),
                        new Part(BYZANTINE_PROTECTION_GROUP, BYZANTINE_PROTECTION),
                        new Part(ACCESS_CONTROL_GROUP, ACCESS_CONTROL))
                .forEach(part -> part.read(in, demands, unenforced, strictness));
        return in.build(() -> new SecurityPolicy(demands, unenforced, strictness));
    }

    private record Part(Group group, List<Demand> demands) {
        void read(
                Section in,
                SortedMap<String, String> read,
                List<String> unenforced,
                Strictness strictness) {
            Section section = in.in(group);
            for (Demand demand : demands) {
                Optional<String> asked = section.get(demand.key());
                String name = group.name() + "." + demand.key().name();
                asked.ifPresent(value -> read.put(name, value));
                boolean idle = asked.filter(value -> !value.equals(demand.idle())).isEmpty();
                if (!idle && demand.enforcement() == Enforcement.NOT_ENFORCED) {
                    unenforced.add(name);
                    if (strictness == Strictness.LENIENT) {
                        section.warning(
                                demand.key(),
                                "is not enforced",
                                "every decision lists it as unenforced; remove it, or set"
                                        + " security.strict to true to refuse such a policy");
                    }
                }
            }
        }
    }

    private static Group group(String name, String meaning, List<Demand> demands) {
        return new Group(
                name, meaning, demands.stream().<Member>map(demand -> demand.key()).toList());
    }

    private static Demand word(String name, String meaning, String word) {
        Kind<String> kind =
                Kinds.oneOf(
                        List.of(word, NONE),
                        text ->
                                text.equals(word) || text.equals(NONE)
                                        ? Optional.of(text)
                                        : Optional.empty());
        return demand(name, kind, word, meaning, NONE);
    }

    private static Demand flag(String name, String meaning) {
        return demand(name, Kinds.bool().as(String::valueOf), "true", meaning, FALSE);
    }

    private static Demand roles() {
        Kind<String> kind =
                Kinds.listOf(Kinds.id(name -> name))
                        .as(names -> names.isEmpty() ? NONE : String.join(", ", names));
        return demand(
                "human_reviewer_roles",
                kind,
                "[senior_engineer, domain_expert]",
                "Which roles may review a decision.",
                NONE);
    }

    private static Demand demand(
            String name, Kind<String> kind, String example, String meaning, String idle) {
        Key<String> key = Key.of(name, kind, example, meaning).otherwise("nothing is asked");
        return new Demand(key, idle, Enforcement.NOT_ENFORCED);
    }
}
