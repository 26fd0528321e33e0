package io.quorate.edge.wire;

import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.reputation.Opinion;
import io.quorate.core.reputation.Wilson;
import io.quorate.edge.wire.v1.AgentCard;
import io.quorate.edge.wire.v1.AgentEvent;
import io.quorate.engine.reputation.Agents;
import io.quorate.engine.reputation.ReputationStore.Event;

/// Writes what is known of agents.
public final class AgentWriter {
    private AgentWriter() {}

    public static AgentCard card(Agents.Card card) {
        AgentPolicy agent = card.agent();
        Wilson wilson = card.reputation().wilson();
        Opinion opinion = card.reputation().opinion();
        AgentCard.Builder builder =
                AgentCard.newBuilder()
                        .setPool(card.pool().value())
                        .setAgentId(agent.id().value())
                        .setFaultDomain(agent.domain().value())
                        .setSpecialization(agent.specialization().orElse(""))
                        .setAccuracy(card.reputation().accuracy())
                        .setAccuracyLower(wilson.lower())
                        .setAccuracyUpper(wilson.upper())
                        .setLabelledVotes(card.reputation().record().labelledVotes())
                        .setBelief(opinion.belief())
                        .setDisbelief(opinion.disbelief())
                        .setUncertainty(opinion.uncertainty());
        card.seat().ifPresent(builder::setSeat);
        card.discipline()
                .ifPresent(discipline -> {
                    builder.setStanding(discipline.standing().name())
                            .setStrikes(discipline.strikes());
                    discipline
                            .until()
                            .ifPresent(until -> builder.setQuarantinedUntil(Moments.write(until)));
                });
        return builder.build();
    }

    public static AgentEvent event(Event event) {
        return AgentEvent.newBuilder()
                .setAt(Moments.write(event.at()))
                .setKind(event.kind())
                .setText(event.text())
                .build();
    }
}
