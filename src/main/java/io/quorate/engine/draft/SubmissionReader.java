package io.quorate.engine.draft;

import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Matter;
import io.quorate.core.protocol.RiskTag;
import io.quorate.core.protocol.Source;
import io.quorate.core.protocol.Submission;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Reads what is to be judged.
final class SubmissionReader {
    private final Violations violations;
    private final Draft.Names names;

    SubmissionReader(Violations violations, Draft.Names names) {
        this.violations = violations;
        this.names = names;
    }

    void check(Optional<Draft.Asked> asked) {
        asked.ifPresentOrElse(this::check, () -> violations.add("submission", "is required"));
    }

    /// Of agents that are asked: a question alone is enough for those that answer it themselves.
    void checkPosed(Optional<Draft.Asked> asked) {
        if (asked.filter(each -> kinds(each) == 0 && !each.question().isBlank()).isPresent()) {
            violations.text("submission.question", asked.get().question(), Bounds.TEXT);
            checkBeside(asked.get());
        } else {
            check(asked);
        }
    }

    private static long kinds(Draft.Asked asked) {
        return Stream.of(asked.answer(), asked.candidates(), asked.query())
                .filter(Optional::isPresent)
                .count();
    }

    private void check(Draft.Asked asked) {
        if (kinds(asked) != 1) {
            violations.add("submission", "must have one of answer, candidates and query");
        }
        asked.answer().ifPresent(a -> violations.requiredText("submission.answer", a, Bounds.TEXT));
        asked.candidates().ifPresent(this::candidates);
        asked.query().ifPresent(this::query);
        if (asked.query().isPresent()) {
            violations.requiredText("submission.question", asked.question(), Bounds.TEXT);
        } else {
            violations.text("submission.question", asked.question(), Bounds.TEXT);
        }
        checkBeside(asked);
    }

    /// What a submission brings beside the question and the answers to it.
    void checkBeside(Draft.Asked asked) {
        sources(asked.sources());
        violations.text("submission.context", asked.context(), Bounds.TEXT);
        violations.text("submission.subject", asked.subject(), Bounds.SUBJECT);
        tags(asked.tags());
        if (asked.risk() instanceof Field.Unreadable<RiskTag>(String problem)) {
            violations.add("submission.risk_tag", problem);
        }
    }

    private void candidates(List<Draft.Named> candidates) {
        String list = "submission." + names.candidates();
        violations.count(list, candidates.size(), 1, Bounds.CANDIDATES);
        if (candidates.size() > Bounds.CANDIDATES) {
            return;
        }
        violations.uniqueIds(list, candidates);
        for (int i = 0; i < candidates.size(); i++) {
            Draft.Named candidate = candidates.get(i);
            if (Choice.isReserved(candidate.id())) {
                violations.add(
                        list + "[" + i + "].id", "is one of the words that name other choices");
            }
            violations.requiredText(list + "[" + i + "].text", candidate.text(), Bounds.TEXT);
        }
    }

    private void query(Matter.Query query) {
        violations.requiredText("submission.query.intent", query.intent(), Bounds.TITLE);
        violations.requiredText("submission.query.strategy", query.strategy(), Bounds.TITLE);
        violations.count("submission.query.entities", query.entities().size(), 0, Bounds.ENTITIES);
        for (int i = 0; i < Math.min(Bounds.ENTITIES, query.entities().size()); i++) {
            String field = "submission.query.entities[" + i + "]";
            Matter.Entity entity = query.entities().get(i);
            violations.requiredText(field + ".text", entity.text(), Bounds.TITLE);
            violations.text(field + ".type", entity.type(), Bounds.TITLE);
        }
    }

    private void sources(List<Draft.Named> sources) {
        violations.count("submission.sources", sources.size(), 0, Bounds.SOURCES);
        if (sources.size() > Bounds.SOURCES) {
            return;
        }
        violations.uniqueIds("submission.sources", sources);
        for (int i = 0; i < sources.size(); i++) {
            String field = "submission.sources[" + i + "]";
            violations.text(field + ".title", sources.get(i).title(), Bounds.TITLE);
            violations.text(field + ".text", sources.get(i).text(), Bounds.SOURCE);
        }
    }

    private void tags(Map<String, String> tags) {
        violations.count("submission.tags", tags.size(), 0, Bounds.TAGS);
        if (tags.size() > Bounds.TAGS) {
            return;
        }
        new TreeMap<>(tags)
                .forEach((key, value) -> {
                    String field = "submission.tags[" + Names.quoted(key) + "]";
                    violations.id(field, key);
                    violations.text(field, value, Bounds.TAG);
                    if (value.chars().anyMatch(Character::isISOControl)) {
                        violations.add(field, "must not contain control characters");
                    }
                });
    }

    static Submission submission(Draft.Asked asked) {
        return submission(
                asked,
                asked.answer()
                        .<Matter>map(Matter.Answer::new)
                        .or(asked::query)
                        .or(() -> asked.candidates().map(SubmissionReader::matter))
                        .orElseGet(() -> new Matter.Answer("")));
    }

    /// A question that nobody has answered yet.
    static Submission question(Draft.Asked asked) {
        return submission(asked, new Matter.Answer(""));
    }

    private static Submission submission(Draft.Asked asked, Matter matter) {
        return new Submission(
                matter,
                asked.question(),
                asked.sources().stream()
                        .map(source -> new Source(source.id(), source.title(), source.text()))
                        .toList(),
                asked.context(),
                Optional.of(asked.subject()).filter(subject -> !subject.isEmpty()),
                DraftReader.present(asked.risk()),
                new TreeMap<>(asked.tags()));
    }

    private static Matter matter(List<Draft.Named> candidates) {
        return new Matter.Candidates(
                candidates.stream()
                        .map(c -> new Matter.Candidate(new Choice(c.id()), c.text()))
                        .toList());
    }
}
