package io.quorate.bench.votes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/// How some of a set's own agents misbehave: f of them, drawn by the seed, vote as told here in
/// place of their own votes, and state full confidence.
enum Attack {
    NONE,
    /// Any class, by lot.
    RANDOM,
    /// Always the same class, each its own.
    FIXED,
    /// Always wrong, all of them with the same answer.
    COLLUDING,
    /// Right in the first half of its votes, then as colluding.
    CAMOUFLAGED;

    /// A set as it is played: the order of the questions, and the votes with the attack in them.
    ///
    /// @param injected which agents misbehave
    record Play(
            VoteSet set, List<Integer> order, List<List<VoteSet.Cast>> votes, boolean[] injected) {}

    Play on(VoteSet set, RandomGenerator chance) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < set.items().size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, chance);
        List<List<VoteSet.Cast>> votes = new ArrayList<>();
        set.items().forEach(item -> votes.add(item.votes()));
        boolean[] injected = new boolean[set.agents().size()];
        if (this == NONE) {
            return new Play(set, order, votes, injected);
        }
        List<Integer> agents = new ArrayList<>();
        int[] favourite = new int[set.agents().size()];
        for (int i = 0; i < injected.length; i++) {
            agents.add(i);
            favourite[i] = chance.nextInt(set.classes());
        }
        Collections.shuffle(agents, chance);
        agents.subList(0, set.tolerated()).forEach(agent -> injected[agent] = true);
        int[] seen = new int[injected.length];
        int[] all = set.votesPerAgent();
        for (int item : order) {
            OptionalInt gold = set.items().get(item).gold();
            int wrong = wrong(gold, set.classes(), chance);
            List<VoteSet.Cast> cast = new ArrayList<>();
            for (VoteSet.Cast vote : votes.get(item)) {
                int agent = vote.agent();
                if (!injected[agent]) {
                    cast.add(vote);
                    continue;
                }
                seen[agent]++;
                int choice =
                        switch (this) {
                            case NONE -> vote.choice();
                            case RANDOM -> chance.nextInt(set.classes());
                            case FIXED -> favourite[agent];
                            case COLLUDING -> wrong;
                            case CAMOUFLAGED ->
                                    seen[agent] * 2 <= all[agent] ? gold.orElse(0) : wrong;
                        };
                cast.add(new VoteSet.Cast(agent, choice, OptionalDouble.of(1)));
            }
            votes.set(item, cast);
        }
        return new Play(set, order, votes, injected);
    }

    private static int wrong(OptionalInt gold, int classes, RandomGenerator chance) {
        return gold.isEmpty() ? 0 : (gold.getAsInt() + 1 + chance.nextInt(classes - 1)) % classes;
    }
}
