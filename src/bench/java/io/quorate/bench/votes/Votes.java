package io.quorate.bench.votes;

import io.quorate.bench.Bench;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// How well decisions hold up on real votes: sets of votes with known answers are played question
/// by question against the product's own reputation, posterior and detectors.
public final class Votes {
    private static final String HELP =
            """
            Plays sets of real votes with known answers, question by question, and prints how often
            the most probable choice is right.

              votes [FOLDER]   a folder of sets, or one set; a set is a folder with
                               votes.csv (item,agent,label[,confidence]) and gold.csv (item,gold);
                               made-up sets where no folder is given
              -Dvotes=FOLDER   the same
              -Dseeds=N        random orders per set, 10 by default
              -Dsets=A,B       only these sets
              -Drefit=true     agreement is read again every hundred questions
              -Dtables=T,..    of accuracy, attacks, verdicts, naming, drift; all by default
              --help           this

            Two classes are played as accept and reject, more as candidates. Every agent is a founder,
            a question's seats are the agents that voted on it. Canaries are not scored; their answer
            is revealed after the votes. Under attack f = (n-1)/3 of a set's n agents, drawn by the
            seed, vote as the attack says. Figures are in % as mean and deviation over the seeds.
            """;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final int seeds = Integer.getInteger("seeds", 10);
    private final List<String> tables =
            List.of(
                    System.getProperty("tables", "accuracy,attacks,verdicts,naming,drift")
                            .split(","));

    private Votes() {}

    public static void main(String... arguments) throws IOException {
        if (Bench.asksForHelp(arguments)) {
            new PrintStream(System.out, true, StandardCharsets.UTF_8).print(HELP);
            return;
        }
        String folder = arguments.length > 0 ? arguments[0] : System.getProperty("votes", "");
        new Votes().play(folder.isEmpty() ? MadeUp.sets() : sets(Path.of(folder)));
    }

    private static List<VoteSet> sets(Path folder) throws IOException {
        List<Path> found;
        if (VoteSet.isSet(folder)) {
            found = List.of(folder);
        } else {
            try (Stream<Path> entries = Files.list(folder)) {
                found = entries.filter(VoteSet::isSet).sorted().toList();
            }
        }
        List<String> wanted = List.of(System.getProperty("sets", "").split(","));
        List<VoteSet> sets = new ArrayList<>();
        for (Path set : found) {
            if (wanted.equals(List.of("")) || wanted.contains(set.getFileName().toString())) {
                sets.add(VoteSet.read(set));
            }
        }
        if (sets.isEmpty()) {
            throw new IOException("no set of votes in " + folder);
        }
        return sets;
    }

    private void play(List<VoteSet> sets) {
        if (tables.contains("accuracy")) {
            accuracy(sets);
        }
        for (Attack attack : Attack.values()) {
            if (attack != Attack.NONE && tables.contains("attacks")) {
                attacked(sets, attack);
            }
        }
        if (tables.contains("verdicts")) {
            verdicts(sets);
        }
        if (tables.contains("naming")) {
            naming(sets);
        }
        if (tables.contains("drift")) {
            for (VoteSet set : sets) {
                if (DriftSplice.holds(set, "gpt-4-0314") && DriftSplice.holds(set, "gpt-4-0613")) {
                    out.println();
                    out.println(DriftSplice.report(set, "gpt-4-0314", "gpt-4-0613"));
                }
            }
        }
    }

    private void accuracy(List<VoteSet> sets) {
        Table table =
                new Table(
                        out,
                        "accuracy of the most probable choice, ECE in points",
                        List.of(
                                "majority",
                                "Dawid-Skene",
                                "no canaries",
                                "5 %",
                                "ECE",
                                "10 %",
                                "ECE"));
        for (VoteSet set : sets) {
            Figure[] figures = table.figures();
            for (int seed = 0; seed < seeds; seed++) {
                Attack.Play play = Attack.NONE.on(set, new SplittableRandom(seed));
                figures[0].add(majority(play).accuracy());
                figures[1].add(batch(play).accuracy());
                figures[2].add(online(play, 0, seed).accuracy());
                Score five = online(play, 0.05, seed);
                figures[3].add(five.accuracy());
                figures[4].add(five.calibrationError());
                Score ten = online(play, 0.1, seed);
                figures[5].add(ten.accuracy());
                figures[6].add(ten.calibrationError());
            }
            table.row(set.name(), figures);
        }
        table.end();
    }

    private void attacked(List<VoteSet> sets, Attack attack) {
        Table table =
                new Table(
                        out,
                        "accuracy with f " + word(attack) + " agents",
                        List.of("majority", "Dawid-Skene", "no canaries", "5 %", "ECE", "10 %"));
        for (VoteSet set : sets) {
            Figure[] figures = table.figures();
            for (int seed = 0; seed < seeds; seed++) {
                Attack.Play play = attack.on(set, new SplittableRandom(seed));
                figures[0].add(majority(play).accuracy());
                figures[1].add(batch(play).accuracy());
                figures[2].add(online(play, 0, seed).accuracy());
                Score five = online(play, 0.05, seed);
                figures[3].add(five.accuracy());
                figures[4].add(five.calibrationError());
                figures[5].add(online(play, 0.1, seed).accuracy());
            }
            table.row(set.name(), figures);
        }
        table.end();
    }

    private void verdicts(List<VoteSet> sets) {
        List<String> columns = new ArrayList<>();
        for (Attack attack : Attack.values()) {
            columns.add(word(attack));
            columns.add("right");
        }
        Table table = new Table(out, "questions with a quorum, and of those right (5 %)", columns);
        for (VoteSet set : sets) {
            Figure[] figures = table.figures();
            for (Attack attack : Attack.values()) {
                for (int seed = 0; seed < seeds; seed++) {
                    Score score = online(attack.on(set, new SplittableRandom(seed)), 0.05, seed);
                    figures[2 * attack.ordinal()].add(score.coverage());
                    figures[2 * attack.ordinal() + 1].add(score.accuracyWhenDecided());
                }
            }
            table.row(set.name(), figures);
        }
        table.end();
    }

    private void naming(List<VoteSet> sets) {
        List<String> columns = new ArrayList<>();
        for (Attack attack : Attack.values()) {
            if (attack != Attack.NONE) {
                columns.add(word(attack));
            }
        }
        Table table = new Table(out, "AUC of naming the injected agents, times 100 (5 %)", columns);
        for (VoteSet set : sets) {
            Figure[] figures = table.figures();
            for (Attack attack : Attack.values()) {
                for (int seed = 0; attack != Attack.NONE && seed < seeds; seed++) {
                    Online online = new Online(attack.on(set, new SplittableRandom(seed)));
                    online.decideAll(0.05, canaries(seed));
                    figures[attack.ordinal() - 1].add(100 * online.suspicionAuc());
                }
            }
            table.row(set.name(), figures);
        }
        table.end();
    }

    private static Score majority(Attack.Play play) {
        Score score = new Score();
        for (int item : play.order()) {
            play.set()
                    .items()
                    .get(item)
                    .gold()
                    .ifPresent(gold -> score.answer(Online.majority(play, item), gold));
        }
        return score;
    }

    private static Score batch(Attack.Play play) {
        double[][] belief = DawidSkene.of(play);
        Score score = new Score();
        for (int item = 0; item < belief.length; item++) {
            double[] probabilities = belief[item];
            play.set()
                    .items()
                    .get(item)
                    .gold()
                    .ifPresent(gold -> score.answer(probabilities, gold));
        }
        return score;
    }

    private static Score online(Attack.Play play, double canaries, int seed) {
        return new Online(play).decideAll(canaries, canaries(seed));
    }

    private static SplittableRandom canaries(int seed) {
        return new SplittableRandom(1_000_003L * (seed + 1));
    }

    private static String word(Attack attack) {
        return attack.name().toLowerCase(Locale.ROOT);
    }
}
