package io.quorate.core.reputation.standing;

import io.quorate.core.policy.QuarantinePolicy;
import io.quorate.core.policy.QuarantinePolicy.SlowAgentRule;
import io.quorate.core.policy.QuarantineRule;
import io.quorate.core.policy.QuarantineRule.Consequence;
import io.quorate.core.policy.QuarantineRule.Trigger;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.Standing;
import io.quorate.core.reputation.Cause;
import io.quorate.core.reputation.Reputation;
import io.quorate.core.reputation.standing.Ruling.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Moves agents between standings as a quarantine policy says.
public final class Standings {
    private final QuarantinePolicy policy;

    public Standings(QuarantinePolicy policy) {
        this.policy = policy;
    }

    /// A rule that is met, with the incidents that met it.
    ///
    /// @param kind of the latest of them
    private record Met(QuarantineRule rule, FaultKind kind, String evidence) {}

    /// The next move of an agent, if any is due.
    ///
    /// @param incidents in the order of their times; those before the agent's last move are ignored
    /// @param labelled how many labelled votes the agent has
    public Optional<Move> next(
            AgentId agent,
            Discipline discipline,
            List<Incident> incidents,
            long labelled,
            Instant now) {
        List<Incident> news =
                incidents.stream()
                        .filter(Incident::isAboutTheAgent)
                        .filter(incident -> !incident.at().isBefore(discipline.since()))
                        .toList();
        return switch (discipline.standing()) {
            case ACTIVE -> byRule(agent, discipline, news, labelled, now);
            case PROBATION ->
                    byRule(agent, discipline, news, labelled, now)
                            .or(() -> byTrust(agent, discipline, labelled, now));
            case QUARANTINED ->
                    discipline
                            .until()
                            .filter(end -> !now.isBefore(end))
                            .map(_ ->
                                    new Move(
                                            agent,
                                            discipline,
                                            discipline.moved(Standing.PROBATION, now, labelled),
                                            new Cause.TimeServed()));
            case EXCLUDED, STANDBY -> Optional.empty();
        };
    }

    private Optional<Move> byRule(
            AgentId agent, Discipline discipline, List<Incident> news, long labelled, Instant now) {
        Optional<Met> strictest =
                policy.rules().stream()
                        .flatMap(rule -> met(rule, news, now).stream())
                        .reduce((one, other) ->
                                other.rule().then().compareTo(one.rule().then()) > 0 ? other : one);
        return strictest.flatMap(met ->
                consequence(discipline, met.rule().then(), met.rule().lasting(), labelled, now)
                        .map(after ->
                                new Move(
                                        agent,
                                        discipline,
                                        after,
                                        new Cause.Rule(met.kind(), met.evidence()))));
    }

    private static Optional<Met> met(QuarantineRule rule, List<Incident> news, Instant now) {
        Instant from = now.minus(rule.within());
        List<Incident> recent =
                news.stream().filter(incident -> !incident.at().isBefore(from)).toList();
        List<Incident> counted =
                switch (rule.when()) {
                    case Trigger.OfKind(FaultKind kind) ->
                            recent.stream().filter(incident -> incident.kind() == kind).toList();
                    case Trigger.Detectors() ->
                            recent.stream().filter(Incident::isSuspicion).toList();
                };
        int count =
                switch (rule.when()) {
                    case Trigger.OfKind _ -> counted.size();
                    case Trigger.Detectors() -> kinds(counted).size();
                };
        if (counted.isEmpty() || count < rule.count()) {
            return Optional.empty();
        }
        Incident latest = counted.getLast();
        return Optional.of(
                new Met(
                        rule,
                        latest.kind(),
                        switch (rule.when()) {
                            case Trigger.OfKind _ -> latest.evidence();
                            case Trigger.Detectors() ->
                                    "suspected by " + kinds(counted) + "; " + latest.evidence();
                        }));
    }

    private static Set<FaultKind> kinds(List<Incident> incidents) {
        Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
        incidents.forEach(incident -> kinds.add(incident.kind()));
        return kinds;
    }

    private Optional<Discipline> consequence(
            Discipline discipline, Consequence then, Duration lasting, long labelled, Instant now) {
        return switch (then) {
            case ALERT -> Optional.empty();
            case PROBATION ->
                    discipline.standing() == Standing.PROBATION
                            ? Optional.empty()
                            : Optional.of(discipline.moved(Standing.PROBATION, now, labelled));
            case QUARANTINE -> {
                int strikes = discipline.strikes() + 1;
                yield Optional.of(
                        strikes >= policy.strikes()
                                ? new Discipline(
                                        Standing.EXCLUDED, strikes, now, Optional.empty(), labelled)
                                : new Discipline(
                                        Standing.QUARANTINED,
                                        strikes,
                                        now,
                                        Optional.of(now.plus(lasting)),
                                        labelled));
            }
            case EXCLUDE -> Optional.of(discipline.moved(Standing.EXCLUDED, now, labelled));
        };
    }

    private static Optional<Move> byTrust(
            AgentId agent, Discipline discipline, long labelled, Instant now) {
        long earned = labelled - discipline.labelledBefore();
        return earned < Reputation.PROVEN_FROM
                ? Optional.empty()
                : Optional.of(
                        new Move(
                                agent,
                                discipline,
                                discipline.moved(Standing.ACTIVE, now, labelled),
                                new Cause.TrustEarned(earned)));
    }

    /// What follows from missed deadlines, when there are too many of them.
    ///
    /// @param misses when, in order; those before the agent's last move are ignored
    public Optional<Move> slow(
            AgentId agent,
            Discipline discipline,
            List<Instant> misses,
            long labelled,
            Instant now) {
        long recent = recentMisses(discipline, misses, now);
        SlowAgentRule rule = policy.slowAgent();
        if (recent < rule.misses() || !discipline.standing().mayVote()) {
            return Optional.empty();
        }
        String evidence = "missed " + recent + " deadlines within " + rule.within();
        return consequence(discipline, rule.then(), rule.lasting(), labelled, now)
                .map(after ->
                        new Move(
                                agent,
                                discipline,
                                after,
                                new Cause.Rule(FaultKind.STALLING, evidence)));
    }

    private long recentMisses(Discipline discipline, List<Instant> misses, Instant now) {
        Instant from = now.minus(policy.slowAgent().within());
        return misses.stream()
                .filter(miss -> !miss.isBefore(from) && !miss.isBefore(discipline.since()))
                .count();
    }

    /// What operators are to be told of an agent: rules that are met and move nobody.
    ///
    /// @param incidents in the order of their times
    /// @param misses deadlines that the agent missed, in order
    public List<Incident> alerts(
            Discipline discipline, List<Incident> incidents, List<Instant> misses, Instant now) {
        List<Incident> alerts = new ArrayList<>();
        for (QuarantineRule rule : policy.rules()) {
            if (rule.then() == Consequence.ALERT) {
                met(rule, incidents, now)
                        .map(met -> new Incident(met.kind(), now, met.evidence()))
                        .ifPresent(alerts::add);
            }
        }
        SlowAgentRule slow = policy.slowAgent();
        long recent = recentMisses(discipline, misses, now);
        if (slow.then() == Consequence.ALERT && recent >= slow.misses()) {
            alerts.add(
                    new Incident(
                            FaultKind.STALLING,
                            now,
                            "missed " + recent + " deadlines within " + slow.within()));
        }
        return alerts;
    }

    /// Takes a standby's place at the table: a newcomer begins on probation.
    public static Discipline seated(Discipline discipline, long labelled, Instant now) {
        if (discipline.standing() != Standing.STANDBY) {
            throw new IllegalArgumentException("only a standby is given a seat");
        }
        return discipline.moved(Standing.PROBATION, now, labelled);
    }

    /// An operator takes an agent back, on probation; its strikes stay.
    public Ruling reinstate(
            AgentId agent,
            Discipline discipline,
            long labelled,
            Instant now,
            Cause.Operator operator) {
        return switch (discipline.standing()) {
            case QUARANTINED, EXCLUDED ->
                    new Ruling.Granted(
                            new Move(
                                    agent,
                                    discipline,
                                    discipline.moved(Standing.PROBATION, now, labelled),
                                    operator));
            case ACTIVE, PROBATION, STANDBY ->
                    new Ruling.Refused(
                            Reason.NOT_REMOVED,
                            "agent " + agent + " is " + discipline.standing() + " and can vote");
        };
    }

    /// An operator removes an agent for good.
    public Ruling exclude(
            AgentId agent,
            Discipline discipline,
            long labelled,
            Instant now,
            Cause.Operator operator) {
        return discipline.standing() == Standing.EXCLUDED
                ? new Ruling.Refused(
                        Reason.ALREADY_EXCLUDED, "agent " + agent + " is excluded already")
                : new Ruling.Granted(
                        new Move(
                                agent,
                                discipline,
                                discipline.moved(Standing.EXCLUDED, now, labelled),
                                operator));
    }
}
