package io.quorate.bench.votes;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Made-up sets, drawn by fixed seeds, for those who have no votes at hand. They show that the
/// bench works and say nothing about real agents.
final class MadeUp {
    private MadeUp() {}

    /// How a set is drawn.
    ///
    /// @param perItem how many of the agents vote on a question
    /// @param common how often the first class is right
    /// @param hard share of the questions on which everybody tends to the same wrong answer
    private record Recipe(
            String name,
            int items,
            int agents,
            int perItem,
            int classes,
            double common,
            double hard) {}

    static List<VoteSet> sets() {
        return List.of(
                drawn(new Recipe("made-up experts", 600, 9, 9, 2, 0.5, 0)),
                drawn(new Recipe("made-up judges", 400, 6, 6, 2, 0.5, 0.25)),
                drawn(new Recipe("made-up crowd", 1_000, 40, 7, 4, 0.25, 0.05)),
                drawn(new Recipe("made-up alarms", 800, 12, 8, 2, 0.9, 0.05)));
    }

    private static VoteSet drawn(Recipe recipe) {
        SplittableRandom chance = new SplittableRandom(recipe.name().hashCode());
        double[] skill = new double[recipe.agents()];
        for (int agent = 0; agent < skill.length; agent++) {
            // From a coin flip to nearly always right.
            skill[agent] = 0.95 * Math.sqrt(chance.nextDouble());
        }
        List<VoteSet.Item> items = new ArrayList<>();
        for (int i = 0; i < recipe.items(); i++) {
            items.add(item(recipe, skill, chance));
        }
        return new VoteSet(recipe.name(), choices(recipe.classes()), agents(recipe), items);
    }

    private static VoteSet.Item item(Recipe recipe, double[] skill, SplittableRandom chance) {
        int classes = recipe.classes();
        int gold = chance.nextDouble() < recipe.common() ? 0 : 1 + chance.nextInt(classes - 1);
        boolean hard = chance.nextDouble() < recipe.hard();
        int tempting = (gold + 1 + chance.nextInt(classes - 1)) % classes;
        List<Integer> voters = new ArrayList<>(IntStream.range(0, skill.length).boxed().toList());
        Collections.shuffle(voters, chance);
        List<VoteSet.Cast> votes = new ArrayList<>();
        for (int agent : voters.subList(0, recipe.perItem())) {
            boolean knows = chance.nextDouble() < skill[agent];
            int seen = hard ? tempting : gold;
            int voted = knows ? seen : chance.nextInt(classes);
            votes.add(new VoteSet.Cast(agent, voted, OptionalDouble.empty()));
        }
        return new VoteSet.Item(votes, OptionalInt.of(gold));
    }

    private static List<Choice> choices(int classes) {
        return classes == 2
                ? List.of(Choice.ACCEPT, Choice.REJECT)
                : IntStream.range(0, classes).mapToObj(i -> new Choice("class " + i)).toList();
    }

    private static List<AgentId> agents(Recipe recipe) {
        return IntStream.range(0, recipe.agents())
                .mapToObj(i -> new AgentId("agent-" + i))
                .toList();
    }
}
