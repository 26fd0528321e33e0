package io.quorate.engine.reputation;

import io.quorate.core.audit.reputation.ReputationRecord.Effect;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.reputation.Change;
import io.quorate.core.reputation.Knowledge;
import io.quorate.core.reputation.Lesson;
import io.quorate.core.reputation.Reputation;
import io.quorate.engine.reputation.ReputationStore.Answer;
import io.quorate.engine.reputation.ReputationStore.Refitted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads agreement again over the latest decisions, where the policy wants it: now and then, right
/// after an exchange, when this sidecar knows what all know. Of several sidecars one does it.
final class Refitting {
    private final Desk desk;
    private final Learning.World world;
    private long done;

    Refitting(Desk desk, Learning.World world) {
        this.desk = desk;
        this.world = world;
        this.done = occasion();
    }

    private long occasion() {
        PoolPolicy policy = desk.policy();
        return desk.recollection().total() / policy.detection().clusterEvery();
    }

    /// Runs on the desk's line.
    void exchanged() {
        long occasion = occasion();
        if (occasion > done && desk.policy().reputation().refit()) {
            done = occasion;
            refit(occasion);
        }
    }

    private void refit(long occasion) {
        List<Change> changes = new ArrayList<>();
        desk.line()
                .call(
                        () -> {
                            List<Lesson.Votes> decisions =
                                    desk.recollection().retrospect().unlabelled();
                            changes.addAll(desk.known().refit(decisions));
                            Instant now = world.now();
                            return world.store()
                                    .refit(
                                            desk.pool(),
                                            occasion,
                                            Knowledge.of(changes),
                                            new Telling(desk.pool(), world)
                                                    .refit(
                                                            decisions.size(),
                                                            effects(changes),
                                                            now));
                        },
                        answer -> {
                            if (answer instanceof Answer.Done<Refitted>(Refitted.Done(var due))) {
                                desk.refitted(changes);
                                var _ = world.notes().note(due);
                            }
                        });
    }

    private List<Effect> effects(List<Change> changes) {
        List<Effect> effects = new ArrayList<>();
        for (Change change : changes) {
            if (change instanceof Change.OfAgent(var agent, var increment, var _)) {
                Reputation before = desk.known().of(agent);
                Reputation after =
                        new Reputation(agent, before.seniority(), before.record().plus(increment));
                effects.add(
                        new Effect(agent, millionths(before), millionths(after), Optional.empty()));
            }
        }
        return effects;
    }

    private static long millionths(Reputation reputation) {
        return Math.round(reputation.accuracy() * 1e6);
    }
}
