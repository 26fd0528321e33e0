package io.quorate.engine.draft;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.reputation.Cause;
import io.quorate.engine.draft.DraftReader.Reading;
import io.quorate.engine.reputation.Outcomes;
import io.quorate.engine.reputation.Registration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// Checks what is asked about agents and outcomes, and names all violations at once.
public final class WishReader {
    private static final int OPERATOR_BYTES = 256;
    private static final int REASON_BYTES = 4 * 1024;

    private WishReader() {}

    /// An agent of a pool.
    public record Named(PoolId pool, AgentId agent) {}

    /// An agent of a pool, and who wants something of it and why.
    public record Operated(Named named, Cause.Operator operator) {}

    /// A report that is to be taken back.
    public record Revocation(DecisionId decision, Optional<PoolId> pool, Cause.Operator operator) {}

    public static Reading<PoolId> pool(String pool) {
        Violations violations = new Violations();
        violations.id("pool", pool);
        return reading(violations, () -> new PoolId(pool));
    }

    public static Reading<Named> named(String pool, String agent) {
        Violations violations = new Violations();
        violations.id("pool", pool);
        violations.id("agent_id", agent);
        return reading(violations, () -> new Named(new PoolId(pool), new AgentId(agent)));
    }

    public static Reading<Operated> operated(
            String pool, String agent, String operator, String reason) {
        Violations violations = new Violations();
        violations.id("pool", pool);
        violations.id("agent_id", agent);
        operator(violations, operator, reason);
        return reading(
                violations,
                () ->
                        new Operated(
                                new Named(new PoolId(pool), new AgentId(agent)),
                                new Cause.Operator(operator, reason)));
    }

    /// @param specialization empty for none
    public static Reading<Registration> registration(
            String pool, String agent, String domain, String specialization, Instant now) {
        Violations violations = new Violations();
        violations.id("pool", pool);
        violations.id("agent_id", agent);
        violations.id("fault_domain", domain);
        optionalId(violations, "specialization", specialization);
        return reading(
                violations,
                () ->
                        new Registration(
                                new PoolId(pool),
                                new AgentId(agent),
                                new FaultDomain(domain),
                                nonEmpty(specialization),
                                now));
    }

    /// @param pool empty where the decision has only one
    /// @param service empty for a nameless caller
    public static Reading<Outcomes.Report> report(
            String decision, String pool, String right, String service) {
        Violations violations = new Violations();
        violations.id("decision_id", decision);
        optionalId(violations, "pool", pool);
        violations.id("right", right);
        optionalId(violations, "service", service);
        return reading(
                violations,
                () ->
                        new Outcomes.Report(
                                new DecisionId(decision),
                                nonEmpty(pool).map(PoolId::new),
                                new Choice(right),
                                service));
    }

    public static Reading<Revocation> revocation(
            String decision, String pool, String operator, String reason) {
        Violations violations = new Violations();
        violations.id("decision_id", decision);
        optionalId(violations, "pool", pool);
        operator(violations, operator, reason);
        return reading(
                violations,
                () ->
                        new Revocation(
                                new DecisionId(decision),
                                nonEmpty(pool).map(PoolId::new),
                                new Cause.Operator(operator, reason)));
    }

    private static void operator(Violations violations, String operator, String reason) {
        violations.requiredText("operator", operator.strip(), OPERATOR_BYTES);
        violations.requiredText("reason", reason.strip(), REASON_BYTES);
    }

    private static void optionalId(Violations violations, String field, String value) {
        if (!value.isEmpty()) {
            violations.id(field, value);
        }
    }

    private static Optional<String> nonEmpty(String value) {
        return Optional.of(value).filter(text -> !text.isEmpty());
    }

    private static <T> Reading<T> reading(Violations violations, Supplier<T> value) {
        return violations
                .refusal()
                .<Reading<T>>map(Reading.Refused::new)
                .orElseGet(() -> new Reading.Read<>(value.get()));
    }
}
