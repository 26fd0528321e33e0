package io.quorate.core.audit.explanation;

import io.quorate.core.audit.json.CanonicalJson;
import io.quorate.core.audit.json.Shape;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An explanation as plain text and as JSON.
public final class ExplanationText {
    private static final Shape<Outcome> OUTCOME =
            Shape.of(
                    Outcome.class,
                    outcome ->
                            outcome.text("verdict", o -> o.verdict().name())
                                    .textIfPresent("choice", o -> o.choice().map(Choice::value))
                                    .text("reason", o -> o.reason().name()));

    private static final Shape<Explanation.Voter> VOTER =
            Shape.of(
                    Explanation.Voter.class,
                    voter ->
                            voter.text("agent_id", Explanation.Voter::agent)
                                    .textIfPresent("fault_domain", v -> nonEmpty(v.domain()))
                                    .real("weight_share", Explanation.Voter::weightShare)
                                    .text("said", Explanation.Voter::said)
                                    .textIfPresent("reasoning", v -> nonEmpty(v.reasoning())));

    private static final Shape<Explanation.Pool> POOL =
            Shape.of(
                    Explanation.Pool.class,
                    pool ->
                            pool.text("pool", p -> p.pool().value())
                                    .flag("required", Explanation.Pool::required)
                                    .object("outcome", Explanation.Pool::outcome, OUTCOME)
                                    .text("rule", Explanation.Pool::rule)
                                    .texts("thresholds", Explanation.Pool::thresholds)
                                    .objects("voters", Explanation.Pool::voters, VOTER)
                                    .texts("faults", Explanation.Pool::faults)
                                    .texts("counterfactuals", Explanation.Pool::counterfactuals)
                                    .texts("cautions", Explanation.Pool::cautions));

    private static final Shape<Explanation> EXPLANATION =
            Shape.of(
                    Explanation.class,
                    explanation ->
                            explanation
                                    .text("decision_id", e -> e.decision().value())
                                    .time("decided_at", Explanation::decidedAt)
                                    .textIfPresent("service", e -> nonEmpty(e.service()))
                                    .object("outcome", Explanation::outcome, OUTCOME)
                                    .text("summary", Explanation::summary)
                                    .objects("pools", Explanation::pools, POOL)
                                    .texts("remarks", Explanation::remarks)
                                    .text("text", ExplanationText::plain));

    private ExplanationText() {}

    /// JSON with the plain text in it.
    public static byte[] json(Explanation explanation) {
        return new CanonicalJson().write(EXPLANATION, explanation);
    }

    public static String plain(Explanation explanation) {
        StringBuilder text = new StringBuilder();
        text.append("Decision ").append(explanation.decision());
        text.append(", ").append(explanation.decidedAt());
        if (!explanation.service().isEmpty()) {
            text.append(", asked by ").append(explanation.service());
        }
        text.append('\n').append(explanation.summary()).append('\n');
        for (Explanation.Pool pool : explanation.pools()) {
            text.append("\nPool ").append(pool.pool());
            text.append(pool.required() ? ": " : ", advisory only: ");
            text.append(pool.outcome()).append('\n').append(pool.rule()).append('\n');
            list(text, "What was needed, and what there was", pool.thresholds());
            list(
                    text,
                    "Who said what",
                    pool.voters().stream().map(ExplanationText::plain).toList());
            list(text, "What went wrong", pool.faults());
            list(text, "What would have changed the outcome", pool.counterfactuals());
            list(text, "What to bear in mind", pool.cautions());
        }
        list(text, "Remarks", explanation.remarks());
        return text.toString();
    }

    private static String plain(Explanation.Voter voter) {
        String domain = voter.domain().isEmpty() ? "" : ", domain " + voter.domain();
        String head =
                String.format(
                        Locale.ROOT,
                        "%s (%.1f %% of the weight%s): %s",
                        voter.agent(),
                        100 * voter.weightShare(),
                        domain,
                        voter.said());
        return voter.reasoning().isEmpty()
                ? head
                : head + "\n    \"" + voter.reasoning().replace("\n", "\n    ") + '"';
    }

    private static void list(StringBuilder text, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            text.append('\n').append(title).append(":\n");
            lines.forEach(line -> text.append("- ").append(line).append('\n'));
        }
    }

    private static Optional<String> nonEmpty(String text) {
        return Optional.of(text).filter(given -> !given.isEmpty());
    }
}
