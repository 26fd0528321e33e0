package io.quorate.core.consensus.round;

import io.quorate.core.consensus.Rules;
import io.quorate.core.consensus.admission.Ballot;
import io.quorate.core.consensus.admission.Provenance;
import io.quorate.core.consensus.admission.Roster;
import io.quorate.core.consensus.admission.Window;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.Vote;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Rounds for tests, opened and played with whatever does not matter filled in.
public final class Rounds {
    public static final Instant NOW = Instant.EPOCH.plusSeconds(1);
    public static final DecisionId DECISION = new DecisionId("d1");
    public static final String NONCE = "00".repeat(16);

    private Rounds() {}

    public static Opening opening(Electorate electorate, Rules rules) {
        return new Opening(
                DECISION,
                1,
                Digest.of(new byte[0]),
                electorate,
                rules,
                Roster.EMPTY,
                Optional.of(NONCE),
                Window.between(Instant.EPOCH, Instant.EPOCH.plusSeconds(10)),
                List.of(),
                Opening.Collecting.UNTIL_CERTAIN,
                Reserve.NONE);
    }

    public static Round open(Electorate electorate, Rules rules) {
        return Round.open(opening(electorate, rules), NOW).round();
    }

    /// A round whose votes were all brought.
    public static Conclusion decide(Electorate electorate, Rules rules, List<Ballot> ballots) {
        return conclusion(open(electorate, rules).apply(new Event.Brought(ballots, NOW)).round());
    }

    public static Conclusion conclusion(Round round) {
        if (round.progress() instanceof Progress.Concluded(Conclusion conclusion)) {
            return conclusion;
        }
        throw new AssertionError("not concluded: " + round.progress());
    }

    public static Ballot delivered(Vote vote) {
        return new Ballot(
                vote,
                new Provenance.Delivered(vote.agent(), DECISION, 1, NONCE, NOW, Optional.empty()));
    }
}
