package io.quorate.core.consensus.scenario;

import io.quorate.core.consensus.admission.Provenance;
import io.quorate.core.consensus.deliberation.Cluster;
import io.quorate.core.consensus.deliberation.Deliberation;
import io.quorate.core.consensus.deliberation.FirstRound;
import io.quorate.core.consensus.deliberation.Proposal;
import io.quorate.core.consensus.round.Conclusion;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// Plays the lines about proposals: `ann proposes "42"`, and `the proposals are gathered`.
final class Forum {
    private final List<Proposal> proposals = new ArrayList<>();
    private List<String> due = List.of();
    private Set<String> truths = Set.of();
    private List<Choice> offered = List.of();
    private boolean ended;

    boolean takes(String line, Setting setting) {
        due = List.of();
        truths = Set.of();
        Words words = new Words(line);
        if (words.takes("the proposals are gathered")) {
            gather(setting);
        } else if (line.matches("\\S+ proposes .*")) {
            proposals.add(proposal(words));
        } else {
            return false;
        }
        words.end();
        return true;
    }

    List<String> due() {
        return due;
    }

    Set<String> truths() {
        return truths;
    }

    boolean hasEnded() {
        return ended;
    }

    /// What the second round may choose from; nothing as long as there is none.
    List<Choice> offered() {
        return offered;
    }

    private static Proposal proposal(Words words) {
        AgentId agent = new AgentId(words.take("\\S+").getFirst());
        List<String> answer = words.take("proposes (?:\"(.*)\"|nothing)");
        return new Proposal(
                agent,
                Optional.ofNullable(answer.get(1)),
                OptionalDouble.empty(),
                "",
                new Provenance.Vouched(),
                Optional.empty(),
                Optional.empty());
    }

    private void gather(Setting setting) {
        Deliberation deliberation =
                FirstRound.of(setting.opening(), proposals, Instant.EPOCH.plusSeconds(1));
        List<String> statements = new ArrayList<>();
        switch (deliberation) {
            case Deliberation.Ended(Conclusion conclusion, var _) -> {
                ended = true;
                truths = Statements.truths(conclusion);
                conclusion
                        .account()
                        .report()
                        .faults()
                        .forEach(fault -> statements.add(Statements.fault(fault)));
                statements.add("outcome " + conclusion.outcome());
            }
            case Deliberation.Review(var report, var _, var choices) -> {
                offered = choices;
                report.faults().forEach(fault -> statements.add(Statements.fault(fault)));
                statements.add("everybody votes on all of them");
            }
        }
        for (Cluster cluster : deliberation.clusters()) {
            statements.add(
                    cluster.choice()
                            + " is \""
                            + cluster.text()
                            + "\" by "
                            + Statements.names(cluster.authors()));
        }
        due = statements;
    }
}
