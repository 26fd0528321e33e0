package io.quorate.edge.wire;

import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.reputation.Opinion;
import io.quorate.core.reputation.Wilson;
import io.quorate.edge.wire.v1.AgentCard;
import io.quorate.edge.wire.v1.AgentEvent;
import io.quorate.edge.wire.v1.ExcludeAgentResponse;
import io.quorate.edge.wire.v1.GetAgentResponse;
import io.quorate.edge.wire.v1.ListAgentsResponse;
import io.quorate.edge.wire.v1.RegisterAgentResponse;
import io.quorate.edge.wire.v1.ReinstateAgentResponse;
import io.quorate.engine.reputation.Agents;
import io.quorate.engine.reputation.ReputationStore.Event;
import java.util.List;

/// Writes what is known of agents.
public final class AgentWriter {
    private AgentWriter() {}

    public static RegisterAgentResponse registered(Agents.Card card) {
        return RegisterAgentResponse.newBuilder().setAgent(card(card)).build();
    }

    public static ListAgentsResponse listed(List<Agents.Card> cards) {
        ListAgentsResponse.Builder listed = ListAgentsResponse.newBuilder();
        cards.forEach(card -> listed.addAgents(card(card)));
        return listed.build();
    }

    public static GetAgentResponse found(Agents.Told told) {
        GetAgentResponse.Builder found = GetAgentResponse.newBuilder().setAgent(card(told.card()));
        told.history().forEach(event -> found.addHistory(event(event)));
        return found.build();
    }

    public static ReinstateAgentResponse reinstated(Agents.Card card) {
        return ReinstateAgentResponse.newBuilder().setAgent(card(card)).build();
    }

    public static ExcludeAgentResponse excluded(Agents.Card card) {
        return ExcludeAgentResponse.newBuilder().setAgent(card(card)).build();
    }

    private static AgentCard card(Agents.Card card) {
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

    private static AgentEvent event(Event event) {
        return AgentEvent.newBuilder()
                .setAt(Moments.write(event.at()))
                .setKind(event.kind())
                .setText(event.text())
                .build();
    }
}
