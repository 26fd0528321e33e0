package io.quorate.core.policy;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.FaultDomain;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the policy says of one agent.
///
/// @param specialization the field it is best in; its weight comes from the pool's list
/// @param baseWeight its weight under `specialization` before anything is learnt
/// @param confidenceThreshold votes with less confidence count as abstentions
/// @param publicKey its Ed25519 key, 32 bytes in hexadecimal, when it signs its votes
/// @param price of one call, beside what a model's tokens cost
public record AgentPolicy(
        AgentId id,
        FaultDomain domain,
        Optional<String> specialization,
        BigDecimal baseWeight,
        double confidenceThreshold,
        Optional<String> publicKey,
        Transport transport,
        GuardPolicy guard,
        BigDecimal price) {

    /// The domain of agents of which nothing is known that keeps them apart.
    public static final FaultDomain UNDECLARED = new FaultDomain("undeclared");

    public static final Range<BigDecimal> WEIGHT = Range.above("0", "1000");
    public static final Range<BigDecimal> PRICE = Range.between("0", "1000000");
    public static final Pattern PUBLIC_KEY = Pattern.compile("[0-9a-f]{64}");

    public AgentPolicy {
        List<PolicyProblem> problems = new ArrayList<>();
        WEIGHT.problem("base_weight", baseWeight).ifPresent(problems::add);
        PRICE.problem("price", price).ifPresent(problems::add);
        if (!(confidenceThreshold >= 0 && confidenceThreshold <= 1)) {
            problems.add(
                    new PolicyProblem(
                            "confidence_threshold",
                            "is " + confidenceThreshold,
                            "must be " + Range.SHARE.description()));
        }
        if (publicKey.isPresent() && !PUBLIC_KEY.matcher(publicKey.get()).matches()) {
            problems.add(
                    new PolicyProblem(
                            "public_key",
                            "is not an Ed25519 key",
                            "must be its 32 bytes as 64 lower-case hexadecimal digits"));
        }
        InvalidPolicy.throwIfAny(problems);
    }

    /// An agent that the sidecar does not ask itself.
    public AgentPolicy(
            AgentId id,
            FaultDomain domain,
            Optional<String> specialization,
            BigDecimal baseWeight,
            double confidenceThreshold,
            Optional<String> publicKey) {
        this(
                id,
                domain,
                specialization,
                baseWeight,
                confidenceThreshold,
                publicKey,
                Transport.CALLER,
                GuardPolicy.DEFAULT,
                BigDecimal.ZERO);
    }

    /// An agent of which only name and fault domain are declared.
    public static AgentPolicy of(AgentId id, FaultDomain domain) {
        return new AgentPolicy(id, domain, Optional.empty(), BigDecimal.ONE, 0, Optional.empty());
    }

    void outline(Outline to) {
        to.putText("fault_domain", domain.value());
        to.putText("specialization", specialization);
        to.put("base_weight", baseWeight);
        to.put("confidence_threshold", BigDecimal.valueOf(confidenceThreshold));
        to.putText("public_key", publicKey);
        to.put("price", price);
        guard.outline(to.in("guard"));
        outline(transport, to);
    }

    private static void outline(Transport transport, Outline to) {
        switch (transport) {
            case Transport.Caller _ -> to.put("transport", "caller");
            case Transport.Builtin(var check) -> to.putText("builtin", Words.of(check));
            case Transport.Grpc(String address, Transport.Tls tls) -> {
                Outline grpc = to.in("grpc");
                grpc.putText("address", address);
                grpc.put("tls", tls.mode() == Transport.Tls.Mode.ON);
                grpc.putText("ca_file", tls.caFile());
                grpc.putText("authority", tls.authority());
            }
            case Transport.Attend(String tokenEnv) ->
                    to.in("attend").putText("token_env", tokenEnv);
            case Transport.OpenAi judge -> outline(judge, to.in("openai"));
        }
    }

    private static void outline(Transport.OpenAi judge, Outline to) {
        to.putText("base_url", judge.baseUrl());
        to.putText("model", judge.model());
        to.putText("base_model", judge.baseModel());
        to.putText("key_env", judge.keyEnv());
        to.put("temperature", judge.temperature());
        to.put("aspect", judge.aspect());
        to.putText("prompt", judge.prompt());
        to.put("input_price", judge.inputPrice());
        to.put("output_price", judge.outputPrice());
    }
}
