package io.quorate.core.reputation;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Outlook;
import io.quorate.core.protocol.Voice;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a pool knows at one moment, as a value that many threads may read while learning goes on.
public final class Insight {
    private final SortedMap<AgentId, Reputation> reputations;
    private final Climate climate;
    private final Neighbours neighbours;

    Insight(SortedMap<AgentId, Reputation> reputations, Climate climate, Neighbours neighbours) {
        this.reputations = Collections.unmodifiableSortedMap(new TreeMap<>(reputations));
        this.climate = climate;
        this.neighbours = neighbours;
    }

    public Reputation of(AgentId agent) {
        return of(reputations, agent);
    }

    static Reputation of(SortedMap<AgentId, Reputation> reputations, AgentId agent) {
        Reputation known = reputations.get(agent);
        return known == null ? new Reputation(agent, Seniority.NEWCOMER, TrackRecord.NONE) : known;
    }

    /// Everybody known, by id.
    public Collection<Reputation> all() {
        return reputations.values();
    }

    public Climate climate() {
        return climate;
    }

    /// Whether any right choice has become known.
    public boolean labelled() {
        return climate.labels() > 0;
    }

    public Outlook outlook(List<Choice> choices) {
        return climate.outlook(Reputations.twoSided(choices));
    }

    /// What an agent says once the pool has labels.
    public Voice voice(AgentId agent, List<Choice> choices) {
        return Voices.of(
                of(agent).record(),
                priorRate(agent, choices.size()),
                climate,
                choices.size(),
                Reputations.twoSided(choices));
    }

    double priorRate(AgentId agent, int choices) {
        return switch (of(agent).seniority()) {
            case FOUNDER -> neighbours.of(agent);
            case NEWCOMER -> 1.0 / choices;
        };
    }
}
