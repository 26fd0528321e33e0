package io.quorate.core.reputation;

import io.quorate.core.consensus.belief.Posterior;
import io.quorate.core.consensus.belief.Utterance;
import io.quorate.core.detection.Drift;
import io.quorate.core.detection.Finding;
import io.quorate.core.detection.Pairs;
import io.quorate.core.detection.measure.Agreement;
import io.quorate.core.policy.DetectionPolicy;
import io.quorate.core.policy.ReputationPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Outlook;
import io.quorate.core.protocol.Voice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What one pool knows about its agents and itself.
///
/// It reads votes (voices and outlook make a [Posterior]) and learns from them. Learning happens
/// after the reply: it answers with the changes that it made, for the record and for other
/// sidecars, which apply them. What it observes of the agents beside ([Habits]) is handed over
/// apart.
///
/// Time per lesson is linear in the votes, but for the counts of pairs; a label reads the pairs
/// anew. Not safe for several threads: callers that decide on several take voices out beforehand,
/// as values.
public final class Reputations {
    /// How often who copies another deviates all the same.
    private static final double COPY_SLIPS = 0.003;

    private DetectionPolicy detection;
    private ReputationPolicy rules;
    private final SortedMap<AgentId, Reputation> reputations = new TreeMap<>();
    private final SortedMap<AgentId, Drift> drifts = new TreeMap<>();
    private final List<Drift.Step> freshSteps = new ArrayList<>();
    private Pairs pairs;
    private Pairs freshPairs;
    private Climate climate = Climate.NONE;
    private Neighbours neighbours;

    public Reputations(DetectionPolicy detection, ReputationPolicy rules) {
        this.detection = detection;
        this.rules = rules;
        this.pairs = new Pairs(detection.pairwiseAgentsMax());
        this.freshPairs = new Pairs(detection.pairwiseAgentsMax());
        this.neighbours = Neighbours.of(reputations, pairs);
    }

    /// Makes an agent known, once; what is learnt of it before counts all the same.
    public void enrol(AgentId agent, Seniority seniority) {
        reputations.merge(
                agent,
                new Reputation(agent, seniority, TrackRecord.NONE),
                (known, fresh) -> new Reputation(agent, seniority, known.record()));
    }

    /// All of it as a value.
    public Insight insight() {
        return new Insight(reputations, climate, neighbours);
    }

    public Reputation of(AgentId agent) {
        return Insight.of(reputations, agent);
    }

    /// Everybody known, by id.
    public Collection<Reputation> all() {
        return Collections.unmodifiableCollection(reputations.values());
    }

    public Climate climate() {
        return climate;
    }

    /// Whether any right choice has become known.
    public boolean labelled() {
        return climate.labels() > 0;
    }

    public Outlook outlook(List<Choice> choices) {
        return climate.outlook(twoSided(choices));
    }

    /// What each of these agents says when they vote together, in their order.
    ///
    /// Until the first label all founders have the same voice, and those that voted as one share
    /// it: who copies another adds nothing.
    public List<Voice> voices(List<AgentId> agents, List<Choice> choices) {
        List<Voice> voices = new ArrayList<>(agents.size());
        for (int i = 0; i < agents.size(); i++) {
            voices.add(
                    labelled()
                            ? voice(agents.get(i), choices)
                            : unlabelledVoice(agents, i, choices.size()));
        }
        return voices;
    }

    Voice voice(AgentId agent, List<Choice> choices) {
        return Voices.of(
                of(agent).record(),
                priorRate(agent, choices.size()),
                climate,
                choices.size(),
                twoSided(choices));
    }

    Voice teacher(AgentId agent, List<Choice> choices) {
        return Voices.ofTeacher(of(agent).record(), climate, choices.size(), twoSided(choices));
    }

    private Voice unlabelledVoice(List<AgentId> agents, int place, int choices) {
        if (of(agents.get(place)).seniority() == Seniority.NEWCOMER) {
            return Voice.SILENT;
        }
        double usual = detection.collusionKappa().doubleValue();
        double copies = 1;
        for (int i = 0; i < agents.size(); i++) {
            if (i != place && usual < 1) {
                Agreement agreement = pairs.of(agents.get(place), agents.get(i));
                copies += copying(agreement, usual);
            }
        }
        return Voices.ofFounder(choices, copies);
    }

    /// How sure it is that two agents vote as one: 0 until that is e times as probable as the usual
    /// limit of agreement.
    private static double copying(Agreement agreement, double usual) {
        double nats = agreement.logCopying(usual, COPY_SLIPS) - 1;
        return 1 - StrictMath.exp(-Math.max(0, nats));
    }

    double priorRate(AgentId agent, int choices) {
        return switch (of(agent).seniority()) {
            case FOUNDER -> neighbours.of(agent);
            case NEWCOMER -> 1.0 / choices;
        };
    }

    double rate(AgentId agent, int choices) {
        return Voices.rate(of(agent).record(), priorRate(agent, choices));
    }

    /// What votes make probable as things are known now.
    public Posterior posterior(List<Ballot> ballots, List<Choice> choices) {
        List<Voice> voices = voices(ballots.stream().map(Ballot::agent).toList(), choices);
        return Posterior.of(outlook(choices), utterances(ballots, voices, choices), choices.size());
    }

    /// For each ballot, what the others make probable without it.
    public List<Posterior> leavingOneOut(List<Ballot> ballots, List<Choice> choices) {
        List<Voice> voices = voices(ballots.stream().map(Ballot::agent).toList(), choices);
        return Posterior.leavingOneOut(
                outlook(choices), utterances(ballots, voices, choices), choices.size());
    }

    static List<Utterance> utterances(
            List<Ballot> ballots, List<Voice> voices, List<Choice> choices) {
        List<Utterance> utterances = new ArrayList<>(ballots.size());
        for (int i = 0; i < ballots.size(); i++) {
            Ballot ballot = ballots.get(i);
            utterances.add(
                    new Utterance(
                            voices.get(i),
                            choices.indexOf(ballot.choice()),
                            ballot.share(choices.size())));
        }
        return utterances;
    }

    /// Learns, observes, and says what changed.
    public List<Change> learn(Lesson lesson) {
        List<Change> changes = teach(lesson);
        observe(lesson, changes);
        return changes;
    }

    /// Learns, and says what changed. All of it can be taken back, so that whether the lesson
    /// stands may be known later; once it does, it has to be observed as well.
    public List<Change> teach(Lesson lesson) {
        List<Change> changes =
                switch (lesson) {
                    case Lesson.Votes votes -> new Teaching(this, rules).changes(votes);
                    case Lesson.Label label -> new Labelling(this, detection).changes(label);
                };
        changes.forEach(this::add);
        return changes;
    }

    /// Takes note of who agreed with whom, and of who changed.
    ///
    /// @param changes what the lesson taught
    public void observe(Lesson lesson, List<Change> changes) {
        if (isNew(lesson)) {
            List<Choice> choices = lesson.choices();
            List<AgentId> agents = lesson.ballots().stream().map(Ballot::agent).toList();
            int[] voted =
                    lesson.ballots().stream()
                            .mapToInt(ballot -> choices.indexOf(ballot.choice()))
                            .toArray();
            pairs.add(agents, voted, choices.size());
            freshPairs.add(agents, voted, choices.size());
        }
        if (lesson instanceof Lesson.Label label) {
            for (Drift.Step step : new Labelling(this, detection).steps(label, changes)) {
                drifts.put(step.agent(), drift(step.agent()).after(step));
                freshSteps.add(step);
            }
            neighbours = Neighbours.of(reputations, pairs);
        }
    }

    public Habits habits() {
        return new Habits(pairs.counts(), drifts);
    }

    /// What was observed here since the last time.
    public Habits.Observed takeObserved() {
        Habits.Observed taken = new Habits.Observed(freshPairs.counts(), freshSteps);
        freshPairs = new Pairs(detection.pairwiseAgentsMax());
        freshSteps.clear();
        return taken;
    }

    /// Takes over what all sidecars observed, beside what this one observed since it was last
    /// taken.
    public void recall(Habits shared) {
        Habits now =
                shared.after(
                        new Habits.Observed(freshPairs.counts(), freshSteps),
                        detection.pairwiseAgentsMax());
        pairs = Pairs.of(now.pairs(), detection.pairwiseAgentsMax());
        drifts.clear();
        drifts.putAll(now.drifts());
        neighbours = Neighbours.of(reputations, pairs);
    }

    /// Learns under other rules from now on.
    public void follow(DetectionPolicy otherDetection, ReputationPolicy otherRules) {
        detection = otherDetection;
        rules = otherRules;
    }

    /// What the labelled votes of an agent say about whether it changed.
    public Finding drifting(AgentId agent) {
        return drift(agent).examine(agent, detection);
    }

    /// Adds what is known elsewhere, or takes it back.
    public void absorb(Knowledge more) {
        more.agents().forEach(this::add);
        climate = climate.plus(more.climate());
        neighbours = Neighbours.of(reputations, pairs);
    }

    /// Takes over what another sidecar learnt, or takes back what was learnt.
    public void apply(List<Change> changes) {
        changes.forEach(this::add);
        neighbours = Neighbours.of(reputations, pairs);
    }

    private void add(Change change) {
        switch (change) {
            case Change.OfAgent(AgentId agent, TrackRecord increment, Cause _) ->
                    add(agent, increment);
            case Change.OfPool(Climate increment, Cause _) -> climate = climate.plus(increment);
        }
    }

    private void add(AgentId agent, TrackRecord increment) {
        Reputation before = of(agent);
        reputations.put(
                agent, new Reputation(agent, before.seniority(), before.record().plus(increment)));
    }

    Drift drift(AgentId agent) {
        return drifts.getOrDefault(agent, Drift.NONE);
    }

    /// Outcomes and reviews come after their votes were learnt from; canaries bring theirs along.
    static boolean isNew(Lesson lesson) {
        return switch (lesson) {
            case Lesson.Votes _ -> true;
            case Lesson.Label label -> label.source() == Lesson.Source.CANARY;
        };
    }

    static boolean twoSided(List<Choice> choices) {
        return choices.size() == 2
                && choices.get(0).equals(Choice.ACCEPT)
                && choices.get(1).equals(Choice.REJECT);
    }
}
