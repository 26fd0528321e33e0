package io.quorate.bench.votes;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeSet;

/// Votes of real voters on questions whose right answers are known.
///
/// A set is a folder with `votes.csv` (`item,agent,label[,confidence]`) and `gold.csv`
/// (`item,gold`). Two classes become accept and reject, more become candidates; a set is then one
/// pool.
///
/// @param items in the order in which the votes name them
record VoteSet(String name, List<Choice> choices, List<AgentId> agents, List<Item> items) {

    /// One vote.
    record Cast(int agent, int choice, OptionalDouble confidence) {}

    /// One question.
    ///
    /// @param gold empty where the right answer is not known
    record Item(List<Cast> votes, OptionalInt gold) {}

    static boolean isSet(Path folder) {
        return Files.isRegularFile(folder.resolve("votes.csv"))
                && Files.isRegularFile(folder.resolve("gold.csv"));
    }

    static VoteSet read(Path folder) throws IOException {
        Map<String, String> gold = new LinkedHashMap<>();
        for (String[] row : rows(folder.resolve("gold.csv"))) {
            gold.put(row[0], row[1]);
        }
        List<String[]> votes = rows(folder.resolve("votes.csv"));
        TreeSet<String> classes = new TreeSet<>(gold.values());
        Map<String, Integer> agents = new LinkedHashMap<>();
        Map<String, List<String[]>> byItem = new LinkedHashMap<>();
        for (String[] row : votes) {
            classes.add(row[2]);
            agents.putIfAbsent(row[1], agents.size());
            byItem.computeIfAbsent(row[0], _ -> new ArrayList<>()).add(row);
        }
        List<String> labels = List.copyOf(classes);
        List<Item> items = new ArrayList<>();
        byItem.forEach((item, rows) -> {
            String right = gold.get(item);
            items.add(
                    new Item(
                            rows.stream().map(row -> cast(row, agents, labels)).toList(),
                            right == null
                                    ? OptionalInt.empty()
                                    : OptionalInt.of(labels.indexOf(right))));
        });
        return new VoteSet(
                folder.getFileName().toString(), choices(labels), ids(agents.keySet()), items);
    }

    private static Cast cast(String[] row, Map<String, Integer> agents, List<String> labels) {
        return new Cast(
                agents.get(row[1]),
                labels.indexOf(row[2]),
                row.length > 3 && !row[3].isEmpty()
                        ? OptionalDouble.of(Double.parseDouble(row[3]))
                        : OptionalDouble.empty());
    }

    private static List<String[]> rows(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        return lines.subList(1, lines.size()).stream()
                .filter(line -> !line.isBlank())
                .map(line -> line.split(",", -1))
                .toList();
    }

    private static List<Choice> choices(List<String> labels) {
        if (labels.size() == 2) {
            return List.of(Choice.ACCEPT, Choice.REJECT);
        }
        return labels.stream().map(label -> new Choice("class " + label)).toList();
    }

    private static List<AgentId> ids(Collection<String> names) {
        return names.stream().map(AgentId::new).toList();
    }

    int classes() {
        return choices.size();
    }

    /// f of all agents of the set.
    int tolerated() {
        return (agents.size() - 1) / 3;
    }

    int[] votesPerAgent() {
        int[] votes = new int[agents.size()];
        items.forEach(item -> item.votes().forEach(vote -> votes[vote.agent()]++));
        return votes;
    }

    @Override
    public String toString() {
        return name + Arrays.toString(votesPerAgent());
    }
}
