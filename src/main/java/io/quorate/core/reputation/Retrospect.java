package io.quorate.core.reputation;

import io.quorate.core.consensus.belief.Posterior;
import io.quorate.core.detection.History;
import io.quorate.core.detection.Sighting;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.DecisionId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The latest decisions of a pool, kept to be read again with what is known today.
///
/// An agent that earned its weight first and lies now makes today's decisions look as if the others
/// erred. Once labels have taken its weight, the same decisions read again show who did. Not safe
/// for several threads.
public final class Retrospect {
    /// Decisions that are kept; with seven votes each that is some megabytes.
    public static final int DECISIONS_MAX = 2_000;

    private final Map<DecisionId, Lesson> window = new LinkedHashMap<>();

    /// Keeps a decision; a label takes the place of the votes that it is about, the oldest decision
    /// goes when there are too many.
    public void add(Lesson lesson) {
        window.merge(
                lesson.decision(),
                lesson,
                (before, after) -> after instanceof Lesson.Label ? after : before);
        if (window.size() > DECISIONS_MAX) {
            Iterator<DecisionId> oldest = window.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /// The decisions of which nobody said what was right.
    public List<Lesson.Votes> unlabelled() {
        return window.values().stream()
                .filter(Lesson.Votes.class::isInstance)
                .map(Lesson.Votes.class::cast)
                .toList();
    }

    public int decisions() {
        return window.size();
    }

    /// Every vote of the window, held against its label or else against what the others' voices say
    /// today.
    ///
    /// @param pairwiseAgentsMax agents that are compared with each other
    public History read(Reputations known, int pairwiseAgentsMax) {
        History history = new History(pairwiseAgentsMax);
        for (Lesson lesson : window.values()) {
            history.add(sightings(lesson, known));
        }
        return history;
    }

    /// The votes of one decision in the same way.
    public static List<Sighting> sightings(Lesson lesson, Reputations known) {
        List<Choice> choices = lesson.choices();
        List<Ballot> ballots = lesson.ballots();
        List<Sighting> sightings = new ArrayList<>(ballots.size());
        switch (lesson) {
            case Lesson.Label label -> {
                int right = choices.indexOf(label.right());
                for (Ballot ballot : ballots) {
                    sightings.add(
                            Sighting.labelled(
                                    ballot.agent(),
                                    choices.indexOf(ballot.choice()),
                                    choices.size(),
                                    right));
                }
            }
            case Lesson.Votes _ -> {
                List<Posterior> others = known.leavingOneOut(ballots, choices);
                for (int i = 0; i < others.size(); i++) {
                    sightings.add(
                            Sighting.unlabelled(
                                    ballots.get(i).agent(),
                                    choices.indexOf(ballots.get(i).choice()),
                                    others.get(i).raw()));
                }
            }
        }
        return sightings;
    }
}
