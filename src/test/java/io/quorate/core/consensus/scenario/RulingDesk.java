package io.quorate.core.consensus.scenario;

import io.quorate.core.consensus.ruling.PoolResult;
import io.quorate.core.consensus.ruling.Ruling;
import io.quorate.core.policy.Need;
import io.quorate.core.policy.Participation;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.OutcomeReason;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Verdict;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Plays the lines about pools and what they amount to together.
final class RulingDesk {
    private static final String OUTCOME = "([A-Z_]+)(?: (\\S+))? / ([A-Z_]+)";

    private final List<PoolResult> results = new ArrayList<>();
    private List<String> due = List.of();
    private boolean ruled;

    boolean takes(String line) {
        due = List.of();
        Words words = new Words(line);
        if (words.takes("the pools are ruled on")) {
            rule();
        } else if (words.takes("pool")) {
            results.add(result(words));
        } else {
            return false;
        }
        words.end();
        return true;
    }

    List<String> due() {
        return due;
    }

    boolean hasRuled() {
        return ruled;
    }

    private void rule() {
        Ruling ruling = Ruling.of(results);
        List<String> statements = new ArrayList<>();
        statements.add("outcome " + ruling.outcome());
        ruling.decidedBy().ifPresent(pool -> statements.add("by pool " + pool));
        due = statements;
        ruled = true;
    }

    private static PoolResult result(Words words) {
        PoolId pool = new PoolId(words.take("\\S+").getFirst());
        Participation participation =
                Participation.valueOf(words.take("required|advisory").getFirst().toUpperCase(Locale.ROOT));
        List<String> skipped = words.take("is skipped, lacking (\\S+)");
        if (!skipped.isEmpty()) {
            Set<Need> missing = EnumSet.of(Need.valueOf(skipped.get(1)));
            return new PoolResult.Skipped(pool, participation, missing);
        }
        List<String> outcome = words.take("is " + OUTCOME);
        return new PoolResult.Answered(
                pool,
                participation,
                new Outcome(
                        Verdict.valueOf(outcome.get(1)),
                        Optional.ofNullable(outcome.get(2)).map(Choice::new),
                        OutcomeReason.valueOf(outcome.get(3))));
    }
}
