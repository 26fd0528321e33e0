package io.quorate.engine.poll;

import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Reception;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Vote;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// A reason that was given for a choice in the round before, without who gave it.
public record Argument(Choice choice, String reasoning) {
    private static final int CHARACTERS_MAX = 1_000;
    private static final int ARGUMENTS_MAX = 100;

    private static final Comparator<Argument> ORDER =
            Comparator.comparing(Argument::choice).thenComparing(Argument::reasoning);

    /// The reasons of the votes that counted. Each is told once, so that their number does not tell
    /// whom to follow, and they are sorted, so that their order does not tell who spoke first.
    static List<Argument> of(RoundReport round) {
        return IntStream.range(0, round.receptions().size())
                .filter(i -> round.receptions().get(i) instanceof Reception.Admitted)
                .mapToObj(i -> round.electorate().seats().get(i).agent())
                .flatMap(agent ->
                        round.votes().stream().filter(vote -> vote.agent().equals(agent)).limit(1))
                .filter(vote -> vote.choice().isPresent() && !vote.reasoning().isBlank())
                .map(Argument::of)
                .distinct()
                .sorted(ORDER)
                .limit(ARGUMENTS_MAX)
                .toList();
    }

    private static Argument of(Vote vote) {
        String reasoning = vote.reasoning();
        int length = reasoning.codePointCount(0, reasoning.length());
        return new Argument(
                vote.choice().orElseThrow(),
                length <= CHARACTERS_MAX
                        ? reasoning
                        : reasoning.substring(0, reasoning.offsetByCodePoints(0, CHARACTERS_MAX))
                                + "…");
    }
}
