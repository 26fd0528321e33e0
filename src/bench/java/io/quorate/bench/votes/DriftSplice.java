package io.quorate.bench.votes;

import io.quorate.core.detection.Drift;
import io.quorate.core.policy.DetectionPolicy;
import io.quorate.core.protocol.AgentId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// How soon a real change of a model is noticed: two versions of it spliced into one agent, every
/// outcome known.
final class DriftSplice {
    private static final AgentId SPLICED = new AgentId("spliced");
    private static final int BEFORE = 300;
    private static final int AFTER = 300;
    private static final int RUNS = 1_000;

    private DriftSplice() {}

    /// A vote and the right class.
    private record Answer(int voted, int right) {}

    /// A line about the splice, where the set holds two versions of one agent.
    static String report(VoteSet set, String before, String after) {
        List<Answer> old = answers(set, before);
        List<Answer> fresh = answers(set, after);
        List<Integer> delays = new ArrayList<>();
        int falseAlarms = 0;
        int missed = 0;
        for (int run = 0; run < RUNS; run++) {
            SplittableRandom chance = new SplittableRandom(run);
            Collections.shuffle(old, chance);
            Collections.shuffle(fresh, chance);
            Drift drift = Drift.NONE;
            boolean alarmed = false;
            for (Answer answer : old.subList(0, BEFORE)) {
                drift = after(drift, answer, set);
                if (alarm(drift)) {
                    alarmed = true;
                    drift = Drift.NONE;
                }
            }
            falseAlarms += alarmed ? 1 : 0;
            int delay = 0;
            boolean found = false;
            for (Answer answer : fresh.subList(0, AFTER)) {
                drift = after(drift, answer, set);
                delay++;
                if (alarm(drift)) {
                    found = true;
                    break;
                }
            }
            if (found) {
                delays.add(delay);
            } else {
                missed++;
            }
        }
        Collections.sort(delays);
        return String.format(
                Locale.ROOT,
                "drift %s -> %s: median delay %d votes, nine of ten within %d, missed %.1f %%,"
                        + " false alarms %.1f %% per %d votes",
                before,
                after,
                delays.get(delays.size() / 2),
                delays.get(delays.size() * 9 / 10),
                100.0 * missed / RUNS,
                100.0 * falseAlarms / RUNS,
                BEFORE);
    }

    private static Drift after(Drift drift, Answer answer, VoteSet set) {
        return drift.after(
                new Drift.Step.Labelled(
                        SPLICED,
                        answer.voted(),
                        set.classes(),
                        answer.right(),
                        DetectionPolicy.DEFAULT.driftSlack().doubleValue()));
    }

    private static boolean alarm(Drift drift) {
        return drift.statistic() > DetectionPolicy.DEFAULT.driftLimit().doubleValue();
    }

    private static List<Answer> answers(VoteSet set, String agent) {
        int wanted = set.agents().stream().map(Object::toString).toList().indexOf(agent);
        List<Answer> answers = new ArrayList<>();
        for (VoteSet.Item item : set.items()) {
            for (VoteSet.Cast vote : item.votes()) {
                if (vote.agent() == wanted && item.gold().isPresent()) {
                    answers.add(new Answer(vote.choice(), item.gold().getAsInt()));
                }
            }
        }
        return answers;
    }

    static boolean holds(VoteSet set, String agent) {
        return set.agents().stream().anyMatch(known -> known.value().equals(agent));
    }
}
