package io.quorate.core.consensus.resolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.Exhaustive;
import io.quorate.core.consensus.Gate;
import io.quorate.core.consensus.Pools;
import io.quorate.core.consensus.admission.Ballot;
import io.quorate.core.consensus.resolution.Counterfactual.MoreVotes;
import io.quorate.core.consensus.round.Conclusion;
import io.quorate.core.consensus.round.Rounds;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.OutcomeReason;
import io.quorate.core.protocol.Tally;
import io.quorate.core.protocol.Vote;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class WhatIfProperties {
    private static final int ABSTAINS = 3;

    /// What is said to be missing would do, and nothing less.
    @Test
    void whatIsMissingIsExactlyWhatIsMissing() {
        long[] weights = {3_000_000, 1, 999_999, 500_000, 1_500_000};
        int[] domains = {0, 1, 2, 3, 4};
        Electorate electorate = Pools.of(weights, domains, Pools.THREE);
        Gate gate = Gate.of(electorate, Pools.rules());
        int[] undecided = new int[1];
        Exhaustive.sequences(
                weights.length,
                ABSTAINS + 1,
                votes -> {
                    Conclusion conclusion =
                            Rounds.decide(electorate, Pools.rules(), ballots(votes));
                    if (conclusion.outcome().reason() == OutcomeReason.QUORUM) {
                        return;
                    }
                    undecided[0]++;
                    List<Counterfactual> all = conclusion.account().counterfactuals();
                    assertEquals(2, all.size());
                    all.forEach(each -> compare(each, conclusion, gate));
                });
        assertTrue(undecided[0] > 0);
    }

    private static void compare(Counterfactual each, Conclusion conclusion, Gate gate) {
        MoreVotes more = (MoreVotes) each.change();
        assertEquals(Outcome.agreed(more.choice()), each.outcome());
        Tally.Count now = support(conclusion.account().report().tally(), more.choice());
        int heads = now.heads() + more.heads();
        long weight = now.weight() + more.weight();
        assertTrue(gate.agreed(heads, weight));
        assertFalse(more.heads() > 0 && gate.agreed(heads - 1, weight));
        assertFalse(more.weight() > 0 && gate.agreed(heads, weight - 1));
    }

    private static Tally.Count support(Tally tally, Choice choice) {
        return tally.choices().stream()
                .filter(each -> each.choice().equals(choice))
                .map(Tally.ChoiceCount::count)
                .findFirst()
                .orElse(Tally.Count.NONE);
    }

    private static List<Ballot> ballots(int[] votes) {
        List<Ballot> ballots = new ArrayList<>();
        for (int i = 0; i < votes.length; i++) {
            ballots.add(
                    Ballot.vouched(
                            votes[i] == ABSTAINS
                                    ? Vote.abstention(Pools.agent(i), "")
                                    : Vote.of(Pools.agent(i), Pools.THREE.get(votes[i]), 0.5)));
        }
        return ballots;
    }
}
