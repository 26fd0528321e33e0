package io.quorate.core.consensus.scenario;

import io.quorate.core.consensus.admission.Ballot;
import io.quorate.core.consensus.admission.Provenance;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Quotation;
import io.quorate.core.protocol.Signature;
import io.quorate.core.protocol.Vote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// A vote as a scenario writes it: `ann votes ACCEPT with confidence 0.9 quoting s1 "…"`.
final class BallotPaper {
    private static final String ELSEWHERE = "ff".repeat(32);
    private static final String OTHER_NONCE = "ee".repeat(16);

    private final Words words;
    private final AgentId agent;
    private final Optional<Choice> choice;
    private final Optional<String> defect;
    private OptionalDouble confidence = OptionalDouble.empty();
    private OptionalDouble score = OptionalDouble.empty();
    private final List<Quotation> evidence = new ArrayList<>();
    private Optional<Instant> at = Optional.empty();
    private AgentId identity;
    private DecisionId decision = Setting.DECISION;
    private int round;
    private String nonce;
    private Optional<String> signing = Optional.empty();

    private BallotPaper(
            Words words,
            AgentId agent,
            Optional<Choice> choice,
            Optional<String> defect,
            int round) {
        this.words = words;
        this.agent = agent;
        this.choice = choice;
        this.defect = defect;
        this.identity = agent;
        this.round = round;
        this.nonce = Setting.nonce(round);
    }

    /// Whether the line is about a vote.
    static boolean isOne(String line) {
        return line.matches("\\S+ (votes|abstains|says nothing readable)\\b.*");
    }

    static BallotPaper read(String line, int round) {
        Words words = new Words(line);
        AgentId agent = new AgentId(words.take("\\S+").getFirst());
        List<String> said = words.take("votes (\\S+)|abstains|says nothing readable");
        Optional<Choice> choice = Optional.ofNullable(said.get(1)).map(Choice::new);
        Optional<String> defect =
                said.getFirst().startsWith("says")
                        ? Optional.of("it says nothing readable")
                        : Optional.empty();
        BallotPaper paper = new BallotPaper(words, agent, choice, defect, round);
        while (paper.takesModifier()) {}
        words.end();
        return paper;
    }

    private boolean takesModifier() {
        List<String> number = words.take("with (confidence|score) (\\S+)");
        if (!number.isEmpty()) {
            OptionalDouble value = OptionalDouble.of(Double.parseDouble(number.get(2)));
            if (number.get(1).equals("score")) {
                score = value;
            } else {
                confidence = value;
            }
            return true;
        }
        List<String> quote = words.take("quoting (\\S+) \"([^\"]*)\"");
        if (!quote.isEmpty()) {
            return evidence.add(new Quotation(quote.get(1), quote.get(2)));
        }
        List<String> time = words.take("at (-?\\d+)s");
        if (!time.isEmpty()) {
            at = Optional.of(Instant.EPOCH.plusSeconds(Long.parseLong(time.get(1))));
            return true;
        }
        return takesOrigin() || takesSignature();
    }

    private boolean takesOrigin() {
        List<String> other = words.take("over the connection of (\\S+)");
        if (!other.isEmpty()) {
            identity = new AgentId(other.get(1));
            return true;
        }
        if (words.takes("for another decision")) {
            decision = new DecisionId("another");
            return true;
        }
        if (words.takes("under another nonce")) {
            nonce = OTHER_NONCE;
            return true;
        }
        List<String> number = words.take("for round (\\d+)");
        if (!number.isEmpty()) {
            round = Integer.parseInt(number.get(1));
            return true;
        }
        return false;
    }

    private boolean takesSignature() {
        List<String> signed =
                words.take(
                        "signed for another submission|signed for round \\d+|"
                                + "signed under another nonce|signed|with a forged signature");
        if (!signed.isEmpty()) {
            signing = Optional.of(signed.getFirst());
        }
        return !signed.isEmpty();
    }

    /// The ballot as the caller brings it.
    Ballot vouched() {
        return Ballot.vouched(vote());
    }

    /// The ballot as it comes over a connection.
    Ballot delivered(Instant now) {
        return new Ballot(
                vote(),
                new Provenance.Delivered(
                        identity, decision, round, nonce, at.orElse(now), Optional.empty()));
    }

    private Vote vote() {
        Vote plain = vote(Optional.empty());
        return signing.map(how -> vote(Optional.of(signature(plain, how)))).orElse(plain);
    }

    private Vote vote(Optional<Signature> signature) {
        return new Vote(agent, choice, confidence, score, "", evidence, at, signature, defect);
    }

    private Signature signature(Vote plain, String how) {
        String submission = Setting.SUBMISSION.hex();
        if (how.equals("signed for another submission")) {
            return Keys.sign(plain, ELSEWHERE, round, Setting.nonce(round));
        }
        if (how.equals("signed under another nonce")) {
            return Keys.sign(plain, submission, round, OTHER_NONCE);
        }
        if (how.startsWith("signed for round ")) {
            int claimed = Integer.parseInt(how.substring("signed for round ".length()));
            return Keys.sign(plain, submission, claimed, Setting.nonce(round));
        }
        Signature right = Keys.sign(plain, submission, round, Setting.nonce(round));
        return how.equals("signed")
                ? right
                : new Signature(submission, round, right.nonce(), "00".repeat(64));
    }
}
