package io.quorate.edge.rest;

import io.quorate.core.audit.json.CanonicalJson;
import io.quorate.core.audit.json.Shape;
import io.quorate.core.reputation.standing.Discipline;
import io.quorate.engine.reputation.Agents;
import io.quorate.engine.reputation.ReputationStore.Event;
import io.quorate.engine.reputation.ReputationStore.Label;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/// What is known of agents and decisions afterwards, as JSON.
final class AgentCards {
    private static final Shape<Agents.Card> CARD =
            Shape.of(
                    Agents.Card.class,
                    card ->
                            card.text("pool", c -> c.pool().value())
                                    .text("agent_id", c -> c.agent().id().value())
                                    .text("fault_domain", c -> c.agent().domain().value())
                                    .textIfPresent(
                                            "specialization", c -> c.agent().specialization())
                                    .textIfPresent(
                                            "standing",
                                            c -> c.discipline().map(d -> d.standing().name()))
                                    .wholeIfPresent(
                                            "strikes",
                                            c -> c.discipline().map(d -> (long) d.strikes()))
                                    .timeIfPresent(
                                            "quarantined_until",
                                            c -> c.discipline().flatMap(Discipline::until))
                                    .wholeIfPresent("seat", c -> c.seat().map(Integer::longValue))
                                    .real("accuracy", c -> c.reputation().accuracy())
                                    .real("accuracy_lower", c -> c.reputation().wilson().lower())
                                    .real("accuracy_upper", c -> c.reputation().wilson().upper())
                                    .whole(
                                            "labelled_votes",
                                            c -> c.reputation().record().labelledVotes())
                                    .real("belief", c -> c.reputation().opinion().belief())
                                    .real("disbelief", c -> c.reputation().opinion().disbelief())
                                    .real(
                                            "uncertainty",
                                            c -> c.reputation().opinion().uncertainty()));

    private static final Shape<Event> EVENT =
            Shape.of(
                    Event.class,
                    event ->
                            event.time("at", Event::at)
                                    .text("kind", Event::kind)
                                    .text("text", Event::text));

    private static final Shape<Agents.Told> TOLD =
            Shape.of(
                    Agents.Told.class,
                    told ->
                            told.object("agent", Agents.Told::card, CARD)
                                    .objects("history", Agents.Told::history, EVENT));

    private record Everybody(List<Agents.Card> cards) {}

    private static final Shape<Everybody> EVERYBODY =
            Shape.of(Everybody.class, all -> all.objects("agents", Everybody::cards, CARD));

    private static final Shape<Label> LABEL =
            Shape.of(
                    Label.class,
                    label ->
                            label.text("decision_id", l -> l.decision().value())
                                    .text("pool", l -> l.pool().value())
                                    .text("right", l -> l.right().value())
                                    .time("reported_at", Label::at));

    private AgentCards() {}

    static Response json(byte[] object) {
        return Response.ok(object, MediaType.APPLICATION_JSON_TYPE).build();
    }

    static byte[] of(Agents.Card card) {
        return new CanonicalJson().write(CARD, card);
    }

    static byte[] of(Agents.Told told) {
        return new CanonicalJson().write(TOLD, told);
    }

    static byte[] of(List<Agents.Card> cards) {
        return new CanonicalJson().write(EVERYBODY, new Everybody(cards));
    }

    static byte[] of(Label label) {
        return new CanonicalJson().write(LABEL, label);
    }
}
