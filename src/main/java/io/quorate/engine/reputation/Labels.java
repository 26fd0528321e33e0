package io.quorate.engine.reputation;

import io.quorate.core.audit.reputation.ReputationRecord.Effect;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.reputation.Cause;
import io.quorate.core.reputation.Change;
import io.quorate.core.reputation.Knowledge;
import io.quorate.core.reputation.Lesson;
import io.quorate.engine.Notice;
import io.quorate.engine.reputation.ReputationStore.Answer;
import io.quorate.engine.reputation.ReputationStore.Due;
import io.quorate.engine.reputation.ReputationStore.KeptLabel;
import io.quorate.engine.reputation.ReputationStore.Label;
import io.quorate.engine.reputation.ReputationStore.Labelled;
import io.quorate.engine.reputation.ReputationStore.Revoked;
import io.quorate.engine.reputation.ReputationStore.Tale;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Learns from labels, here and in the store, as one, and takes back what they taught.
record Labels(Desk desk, Learning.World world) {

    /// Learns from a label and keeps it, unless the decision has one. To be used from within a task
    /// of the desk's line.
    ///
    /// @param before notices that the log is to have before that of the label
    void keep(
            Label label,
            Lesson.Label lesson,
            List<Notice> before,
            Consumer<Answer<Labelled>> then) {
        // Learnt when its turn at the store has come, so that a refusal can be undone at once.
        List<Change> taught = new ArrayList<>();
        desk.line()
                .call(
                        () -> {
                            Map<AgentId, Long> accuracies = accuracies(voters(lesson));
                            taught.addAll(desk.known().teach(lesson));
                            Tale tale =
                                    new Telling(desk.pool(), world)
                                            .label(label, effects(accuracies, taught));
                            return world.store()
                                    .label(label, Knowledge.of(taught), after(before, tale));
                        },
                        answer -> {
                            Knowledge known = Knowledge.of(taught);
                            switch (answer) {
                                case Answer.Done<Labelled>(Labelled.Kept _) ->
                                        desk.labelled(lesson, taught, label.at());
                                case Answer.Done<Labelled>(Labelled.Known _) ->
                                        desk.known().absorb(known.negated());
                                case Answer.Unavailable<Labelled> _ -> {
                                    desk.known().absorb(known.negated());
                                    desk.exchangeSoon();
                                }
                            }
                            then.accept(answer);
                        });
    }

    /// What came of taking a label back.
    sealed interface Taken {
        record Back(Label label, List<Due> due) implements Taken {}

        /// No label stands.
        record Nothing() implements Taken {}

        record Unavailable(String cause) implements Taken {}
    }

    /// Takes the label of a decision back, with all that it taught. To be used from within a task
    /// of the desk's line.
    void takeBack(DecisionId decision, Cause.Operator operator, Consumer<Taken> then) {
        desk.line()
                .call(
                        () -> world.store().labelOf(decision, desk.pool()),
                        answer -> {
                            switch (answer) {
                                case Answer.Done<Optional<KeptLabel>>(Optional<KeptLabel> kept) ->
                                        kept.ifPresentOrElse(
                                                label -> takeBack(label, operator, then),
                                                () -> then.accept(new Taken.Nothing()));
                                case Answer.Unavailable<Optional<KeptLabel>>(String cause) ->
                                        then.accept(new Taken.Unavailable(cause));
                            }
                        });
    }

    private void takeBack(KeptLabel kept, Cause.Operator operator, Consumer<Taken> then) {
        desk.line()
                .call(
                        () -> {
                            Map<AgentId, Long> before = accuracies(kept.taught().agents().keySet());
                            desk.known().absorb(kept.taught().negated());
                            List<Effect> effects = effects(before, List.of());
                            desk.known().absorb(kept.taught());
                            Tale tale =
                                    new Telling(desk.pool(), world)
                                            .revocation(
                                                    kept.label(), operator, effects, world.now());
                            return world.store().revoke(kept, tale);
                        },
                        answer -> {
                            switch (answer) {
                                case Answer.Done<Revoked>(Revoked.Done(List<Due> due)) -> {
                                    desk.revoked(kept.taught());
                                    then.accept(new Taken.Back(kept.label(), due));
                                }
                                case Answer.Done<Revoked>(Revoked.Gone()) ->
                                        then.accept(new Taken.Nothing());
                                case Answer.Unavailable<Revoked>(String cause) -> {
                                    desk.exchangeSoon();
                                    then.accept(new Taken.Unavailable(cause));
                                }
                            }
                        });
    }

    private static Tale after(List<Notice> before, Tale tale) {
        List<Notice> notices = new ArrayList<>(before);
        notices.addAll(tale.notices());
        return new Tale(tale.events(), notices);
    }

    private static List<AgentId> voters(Lesson.Label lesson) {
        return lesson.ballots().stream().map(ballot -> ballot.agent()).toList();
    }

    /// How far these agents are believed to be right, in millionths.
    Map<AgentId, Long> accuracies(Collection<AgentId> agents) {
        Map<AgentId, Long> accuracies = new LinkedHashMap<>();
        agents.forEach(agent -> accuracies.put(agent, accuracy(agent)));
        return accuracies;
    }

    /// What has become of that, by these changes.
    List<Effect> effects(Map<AgentId, Long> before, List<Change> changes) {
        Map<AgentId, String> drifted = new HashMap<>();
        for (Change change : changes) {
            if (change instanceof Change.OfAgent(var agent, var _, Cause.Drift(var _, var how))) {
                drifted.put(agent, how);
            }
        }
        List<Effect> effects = new ArrayList<>();
        before.forEach((agent, was) ->
                effects.add(
                        new Effect(
                                agent,
                                was,
                                accuracy(agent),
                                Optional.ofNullable(drifted.get(agent)))));
        return effects;
    }

    private long accuracy(AgentId agent) {
        return Math.round(desk.known().of(agent).accuracy() * 1e6);
    }
}
