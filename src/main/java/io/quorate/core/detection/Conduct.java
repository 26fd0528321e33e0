package io.quorate.core.detection;

import io.quorate.core.detection.measure.Beta;
import io.quorate.core.protocol.AgentId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// How one agent voted over a window of decisions, in their order.
public final class Conduct {
    private final AgentId agent;
    private final List<Sighting> sightings = new ArrayList<>();
    private final SortedMap<Integer, Long> cast = new TreeMap<>();
    private int choicesMost = 2;
    private double certainty;
    private double errors;
    private double chance;

    Conduct(AgentId agent) {
        this.agent = agent;
    }

    void add(Sighting sighting) {
        sightings.add(sighting);
        cast.merge(sighting.voted(), 1L, Long::sum);
        choicesMost = Math.max(choicesMost, sighting.choices());
        certainty += sighting.certainty();
        errors += sighting.certainty() * sighting.error();
        chance += 1.0 / sighting.choices();
    }

    public AgentId agent() {
        return agent;
    }

    public List<Sighting> sightings() {
        return List.copyOf(sightings);
    }

    public int votes() {
        return sightings.size();
    }

    /// Votes whose right choice is known, each by how well.
    public double known() {
        return certainty;
    }

    /// Of those, the wrong ones.
    public double wrong() {
        return errors;
    }

    public double right() {
        return certainty - errors;
    }

    /// How often a guess would have been right, 1/K on average.
    public double chance() {
        return sightings.isEmpty() ? 0.5 : chance / sightings.size();
    }

    public long votesFor(int choice) {
        return cast.getOrDefault(choice, 0L);
    }

    /// The place of the choice that it voted for most often.
    int favourite() {
        int favourite = 0;
        for (int choice = 1; choice < choicesMost; choice++) {
            favourite = votesFor(choice) > votesFor(favourite) ? choice : favourite;
        }
        return favourite;
    }

    public int choicesMost() {
        return choicesMost;
    }

    /// How varied the agent's own answers are, in bits.
    public double entropy() {
        double bits = 0;
        for (long votes : cast.values()) {
            double share = (double) votes / sightings.size();
            bits -= share * StrictMath.log(share) / StrictMath.log(2);
        }
        return bits;
    }

    /// How much more probable the agent's rights and wrongs are under one law of being right than
    /// under another, in nats.
    double logOdds(Beta one, Beta other) {
        return one.logEvidence(right(), wrong()) - other.logEvidence(right(), wrong());
    }
}
