package io.quorate.host.policyfile;

import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.GuardPolicy;
import io.quorate.core.policy.PolicyPath;
import io.quorate.core.policy.Range;
import io.quorate.core.policy.Transport;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.host.policyfile.schema.Group;
import io.quorate.host.policyfile.schema.Key;
import io.quorate.host.policyfile.schema.Kinds;
import io.quorate.host.policyfile.schema.Listed;
import io.quorate.host.policyfile.schema.Section;
import io.quorate.host.policyfile.yaml.YamlNode;
import io.quorate.host.policyfile.yaml.YamlNode.Mapping;
import io.quorate.host.policyfile.yaml.YamlNode.Scalar;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `agents`: who votes in a pool.
final class AgentKeys {
    private static final Key<AgentId> ID =
            Key.of("id", Kinds.id(AgentId::new), "alice", "The agent's name, unique in its pool.")
                    .required();
    private static final Key<FaultDomain> FAULT_DOMAIN =
            Key.of(
                            "fault_domain",
                            Kinds.id(FaultDomain::new),
                            "vendor-a",
                            "What the agent shares with others that makes them fail together: a"
                                    + " base model, a vendor, a host. With at least four domains no"
                                    + " single one can carry a decision.")
                    .otherwise(
                            "the base model of an openai agent, the host of a grpc agent, builtin"
                                    + " for built-in checks, else undeclared, which all such agents"
                                    + " share");
    private static final Key<String> SPECIALIZATION =
            Key.of(
                    "specialization",
                    Kinds.id(name -> name),
                    "source_verification",
                    "The field the agent is best in: one of the pool's specialization_weights.");
    private static final Key<BigDecimal> BASE_WEIGHT =
            Key.of(
                    "base_weight",
                    Kinds.decimal(AgentPolicy.WEIGHT),
                    "1.2",
                    "The agent's weight under weighting: specialization, before anything is"
                            + " learnt.");
    private static final Key<BigDecimal> CONFIDENCE_THRESHOLD =
            Key.of(
                    "confidence_threshold",
                    Kinds.decimal(Range.SHARE),
                    "0.8",
                    "A vote with less confidence counts as an abstention.");
    private static final Key<String> PUBLIC_KEY =
            Key.of(
                    "public_key",
                    Kinds.text(
                            AgentPolicy.PUBLIC_KEY,
                            "an Ed25519 public key: 32 bytes as 64 lower-case hexadecimal digits"),
                    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
                    "The key with which the agent's signed votes are checked.");
    private static final Key<BigDecimal> PRICE =
            Key.of(
                    "price",
                    Kinds.decimal(AgentPolicy.PRICE),
                    "0.002",
                    "Price of one call, beside what a model's tokens cost.");
    private static final Key<Duration> TIMEOUT =
            Key.of(
                    "timeout",
                    Kinds.duration(GuardPolicy.TIMEOUT),
                    "800ms",
                    "Longest wait for one call; the round's deadline holds as well.");
    private static final Key<Integer> RETRIES =
            Key.of(
                    "retries",
                    Kinds.whole(GuardPolicy.RETRIES),
                    "0",
                    "Repetitions of a call that failed before it was answered; at 0 a slow agent"
                            + " is not asked a second time either.");
    private static final Key<Integer> CALLS_MAX =
            Key.of(
                    "calls_max",
                    Kinds.whole(GuardPolicy.CALLS),
                    "16",
                    "Calls in flight to this agent at a time.");
    private static final Key<Integer> FAILURES_MAX =
            Key.of(
                    "failures_max",
                    Kinds.whole(GuardPolicy.FAILURES),
                    "5",
                    "Failures in a row after which the agent is left alone for a while.");
    private static final Key<Duration> PAUSE =
            Key.of("pause", Kinds.duration(GuardPolicy.PAUSE), "10s", "How long it is left alone.");
    private static final Group GUARD =
            Group.of(
                    "guard",
                    "How the agent is protected from too many calls, and the sidecar from an agent"
                            + " that hangs.",
                    TIMEOUT,
                    RETRIES,
                    CALLS_MAX,
                    FAILURES_MAX,
                    PAUSE);

    static final Listed LIST =
            new Listed(
                    "agents",
                    "Who votes in the pool, in the order in which seats are given. An item is a"
                            + " group of keys, or only a name. An agent without builtin, grpc,"
                            + " attend or openai is not asked: callers bring its votes.",
                    "<agent>",
                    Group.of(
                            "agent",
                            "One agent.",
                            ID,
                            FAULT_DOMAIN,
                            SPECIALIZATION,
                            BASE_WEIGHT,
                            CONFIDENCE_THRESHOLD,
                            PUBLIC_KEY,
                            PRICE,
                            TransportKeys.BUILTIN,
                            TransportKeys.GRPC,
                            TransportKeys.ATTEND,
                            TransportKeys.OPENAI,
                            GUARD),
                    Optional.of(ID));

    private AgentKeys() {}

    static List<AgentPolicy> read(Section pool, Secrets secrets) {
        List<YamlNode> items = pool.items(LIST).orElse(List.of());
        List<AgentPolicy> agents = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            String name = name(items.get(i)).orElse(Integer.toString(i + 1));
            if (seen.add(name)) {
                agent(pool.item(LIST, items.get(i), PolicyPath.segment(name)), secrets)
                        .ifPresent(agents::add);
            } else {
                pool.problem(
                        LIST,
                        items.get(i),
                        "has a second agent " + name,
                        "an agent is declared once; give this one an id of its own");
            }
        }
        return agents;
    }

    private static Optional<String> name(YamlNode item) {
        return switch (item) {
            case Scalar id when !id.isMissing() -> Optional.of(id.text());
            case Mapping mapping ->
                    mapping.entry(ID.name())
                            .map(YamlNode.Entry::value)
                            .filter(value -> !(value instanceof Mapping))
                            .flatMap(AgentKeys::name);
            case YamlNode _ -> Optional.empty();
        };
    }

    private static Optional<AgentPolicy> agent(Section in, Secrets secrets) {
        Optional<AgentId> id = in.require(ID);
        Optional<Transport> transport = TransportKeys.read(in, secrets);
        FaultDomain domain =
                in.get(FAULT_DOMAIN)
                        .orElseGet(() -> domain(in, transport.orElse(Transport.CALLER)));
        Optional<String> specialization = in.get(SPECIALIZATION);
        BigDecimal baseWeight = in.get(BASE_WEIGHT, BigDecimal.ONE);
        BigDecimal confidence = in.get(CONFIDENCE_THRESHOLD, BigDecimal.ZERO);
        Optional<String> publicKey = in.get(PUBLIC_KEY);
        BigDecimal price = in.get(PRICE, BigDecimal.ZERO);
        GuardPolicy guard = guard(in.in(GUARD));
        return id.flatMap(name ->
                in.build(() ->
                        new AgentPolicy(
                                name,
                                domain,
                                specialization,
                                baseWeight,
                                confidence.doubleValue(),
                                publicKey,
                                transport.orElse(Transport.CALLER),
                                guard,
                                price)));
    }

    private static FaultDomain domain(Section in, Transport transport) {
        if (transport.sharedFate().isEmpty()) {
            return AgentPolicy.UNDECLARED;
        }
        TransportKeys.way(in)
                .ifPresent(way -> in.reading(way, FAULT_DOMAIN, "what " + way.name() + " names"));
        return new FaultDomain(transport.sharedFate().get());
    }

    private static GuardPolicy guard(Section in) {
        GuardPolicy usual = GuardPolicy.DEFAULT;
        return new GuardPolicy(
                in.get(TIMEOUT, usual.timeout()),
                in.get(RETRIES, usual.retries()),
                in.get(CALLS_MAX, usual.callsMax()),
                in.get(FAILURES_MAX, usual.failuresMax()),
                in.get(PAUSE, usual.pause()));
    }
}
