package io.quorate.engine;

import io.quorate.core.audit.ContentText;
import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Matter;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.core.protocol.Reception;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Submission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One of the answers of a deliberation, as its record tells.
///
/// @param text what it says; empty where that is erased or not told
/// @param authors the agents whose admitted proposal it was, by seat
public record ProposedAnswer(Choice choice, String text, List<AgentId> authors) {
    public ProposedAnswer {
        authors = List.copyOf(authors);
    }

    /// The answers in the record's order; none where nobody gave one.
    public static List<ProposedAnswer> of(DecisionRecord record) {
        List<ProposedAnswer> answers = new ArrayList<>();
        if (record.choices().contains(Choice.NONE)) {
            for (Choice choice : record.choices()) {
                if (!choice.equals(Choice.NONE)) {
                    answers.add(new ProposedAnswer(choice, "", authors(record, choice)));
                }
            }
        }
        return answers;
    }

    /// The same of a question that was answered by agents that were asked, in their words.
    public static List<ProposedAnswer> told(Ledger.Stored stored) {
        Map<Choice, String> texts = new HashMap<>();
        stored.judged()
                .map(ContentText::submission)
                .map(Submission::matter)
                .filter(Matter.Candidates.class::isInstance)
                .ifPresent(matter ->
                        ((Matter.Candidates) matter)
                                .candidates()
                                .forEach(each -> texts.put(each.choice(), each.text())));
        return of(stored.record()).stream()
                .map(answer ->
                        new ProposedAnswer(
                                answer.choice(),
                                texts.getOrDefault(answer.choice(), ""),
                                answer.authors()))
                .toList();
    }

    private static List<AgentId> authors(DecisionRecord record, Choice answer) {
        List<AgentId> authors = new ArrayList<>();
        for (PoolOutcome pool : record.findings().pools()) {
            pool.rounds().stream()
                    .limit(1)
                    .forEach(first -> authors.addAll(supporters(first, answer)));
        }
        return authors;
    }

    private static List<AgentId> supporters(RoundReport round, Choice answer) {
        List<AgentId> supporters = new ArrayList<>();
        for (int i = 0; i < round.receptions().size(); i++) {
            if (round.receptions().get(i) instanceof Reception.Admitted(Choice choice, var _, var _)
                    && choice.equals(answer)) {
                supporters.add(round.electorate().seats().get(i).agent());
            }
        }
        return supporters;
    }
}
