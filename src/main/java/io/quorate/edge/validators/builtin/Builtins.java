package io.quorate.edge.validators.builtin;

import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Matter;
import io.quorate.core.protocol.Matter.Candidate;
import io.quorate.core.protocol.Submission;
import io.quorate.edge.validators.builtin.check.Check;
import io.quorate.edge.validators.builtin.check.Finding;
import io.quorate.edge.validators.builtin.check.Reading;
import io.quorate.edge.validators.builtin.query.QueryCheck;
import io.quorate.edge.validators.builtin.query.QueryReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The checks that the sidecar has itself, by name.
///
/// Every judgement is a pure function of the submission; calls may come from any thread.
public final class Builtins {

    /// What a check is called in a policy, the pool it is meant for, and what it looks at.
    public record Description(String name, String pool, String looksAt) {}

    private static final double NONE_ODDS = 0.25;

    private Builtins() {}

    /// All checks, in the order in which they are documented.
    public static List<Description> all() {
        return BuiltinCheck.ALL.stream()
                .map(check -> new Description(check.name(), check.pool(), check.looksAt()))
                .toList();
    }

    /// The names of all checks.
    public static List<String> names() {
        return BuiltinCheck.ALL.stream().map(BuiltinCheck::name).toList();
    }

    /// What a check says; an abstention where there is no such check.
    public static Judgement judge(String name, Submission submission) {
        Optional<BuiltinCheck> check =
                BuiltinCheck.ALL.stream().filter(known -> known.name().equals(name)).findFirst();
        if (check.isEmpty()) {
            return new Judgement.Abstention("There is no built-in check " + name + ".");
        }
        Scale scale = check.get().scale();
        return switch (check.get().look()) {
            case BuiltinCheck.Look.Answers(Check answers) ->
                    switch (submission.matter()) {
                        case Matter.Answer(String text) ->
                                judgement(answers.look(Reading.of(submission, text)), scale);
                        case Matter.Candidates(List<Candidate> candidates) ->
                                judge(answers, scale, submission, candidates);
                        case Matter.Query _ ->
                                new Judgement.Abstention("There is no answer to judge.");
                    };
            case BuiltinCheck.Look.Queries(QueryCheck queries) ->
                    submission.matter() instanceof Matter.Query query
                            ? judgement(
                                    queries.look(QueryReading.of(submission.question(), query)),
                                    scale)
                            : new Judgement.Abstention("There is no processed query to judge.");
        };
    }

    private static Judgement judgement(Finding finding, Scale scale) {
        return switch (finding) {
            case Finding.Nothing(String reason) -> new Judgement.Abstention(reason);
            case Finding.Measured found -> {
                double right = scale.probability(found.strength());
                double sure = Math.max(right, 1 - right);
                yield new Judgement.Opinion(
                        right >= 0.5 ? Choice.ACCEPT : Choice.REJECT,
                        sure,
                        sure,
                        found.reasoning(),
                        found.evidence());
            }
        };
    }

    private record Stand(Candidate candidate, Finding.Measured found, double right) {}

    private static Judgement judge(
            Check check, Scale scale, Submission submission, List<Candidate> candidates) {
        Reading first = Reading.of(submission, candidates.getFirst().text());
        List<Stand> stands = new ArrayList<>();
        String nothing = "";
        for (Candidate candidate : candidates) {
            switch (check.look(first.with(candidate.text()))) {
                case Finding.Nothing(String reason) -> nothing = reason;
                case Finding.Measured found ->
                        stands.add(
                                new Stand(candidate, found, scale.probability(found.strength())));
            }
        }
        return stands.isEmpty() ? new Judgement.Abstention(nothing) : chosen(stands);
    }

    /// The hypothesis with the highest odds: one of the candidates is right, or none is, which
    /// counts before anything is read a quarter of one candidate.
    private static Judgement chosen(List<Stand> stands) {
        Stand best = stands.getFirst();
        double odds = NONE_ODDS;
        for (Stand stand : stands) {
            best = stand.right() > best.right() ? stand : best;
            odds += odds(stand.right());
        }
        boolean none = odds(best.right()) < NONE_ODDS;
        double sure = (none ? NONE_ODDS : odds(best.right())) / odds;
        return new Judgement.Opinion(
                none ? Choice.NONE : best.candidate().choice(),
                sure,
                none ? 1 - best.right() : best.right(),
                best.candidate().choice().value()
                        + (none ? " is best, and not good. " : " is best. ")
                        + best.found().reasoning(),
                best.found().evidence());
    }

    private static double odds(double probability) {
        return probability / (1 - probability);
    }
}
