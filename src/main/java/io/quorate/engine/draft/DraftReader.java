package io.quorate.engine.draft;

import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Matter;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.RequestId;
import io.quorate.core.protocol.RiskTag;
import io.quorate.core.protocol.Source;
import io.quorate.core.protocol.Submission;
import io.quorate.engine.GivenVotes;
import io.quorate.engine.Refusal.InvalidFields;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The one reader of requests: checks a [Draft] against every limit of the wire contract and makes
/// the engine's value of it.
public final class DraftReader {
    private final Violations violations = new Violations();
    private final Draft.Names names;

    DraftReader(Draft.Names names) {
        this.names = names;
    }

    Violations violations() {
        return violations;
    }

    /// What came of reading.
    public sealed interface Reading<T> {
        record Read<T>(T value) implements Reading<T> {}

        /// All that is wrong with it.
        record Refused<T>(InvalidFields refusal) implements Reading<T> {}
    }

    public static Reading<GivenVotes> read(Draft draft, Draft.Names names) {
        DraftReader reader = new DraftReader(names);
        reader.check(draft);
        return reader.violations
                .refusal()
                .<Reading<GivenVotes>>map(Reading.Refused::new)
                .orElseGet(() -> new Reading.Read<>(given(draft)));
    }

    /// Reads the id by which a stored decision is asked for.
    public static Reading<DecisionId> decisionId(String field, String value) {
        Violations violations = new Violations();
        violations.id(field, value);
        return violations
                .refusal()
                .<Reading<DecisionId>>map(Reading.Refused::new)
                .orElseGet(() -> new Reading.Read<>(new DecisionId(value)));
    }

    private void check(Draft draft) {
        checkCaller(draft.request(), draft.service(), draft.pool());
        draft.submission()
                .ifPresentOrElse(this::check, () -> violations.add("submission", "is required"));
        violations.count("votes", draft.votes().size(), 1, Bounds.VOTES);
        if (draft.votes().size() <= Bounds.VOTES) {
            CastReader votes = new CastReader(violations, names);
            for (int i = 0; i < draft.votes().size(); i++) {
                votes.check("votes[" + i + "]", draft.votes().get(i));
            }
        }
        window("voting_window", draft.openedAt(), draft.closedAt());
        nonce(draft.nonce());
    }

    void checkCaller(String request, String service, String pool) {
        violations.id("request_id", request);
        if (!service.isEmpty()) {
            violations.id("service", service);
        }
        violations.id("pool", pool);
    }

    private void check(Draft.Asked asked) {
        if (asked.answer().isPresent() == asked.candidates().isPresent()) {
            violations.add("submission", "must have either an answer or candidates");
        }
        asked.answer().ifPresent(a -> violations.requiredText("submission.answer", a, Bounds.TEXT));
        asked.candidates().ifPresent(this::candidates);
        violations.text("submission.question", asked.question(), Bounds.TEXT);
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

    void window(String field, Field<Instant> opened, Field<Instant> closed) {
        if (opened instanceof Field.Unreadable<Instant>(String problem)) {
            violations.add(field + ".opened_at", problem);
        }
        if (closed instanceof Field.Unreadable<Instant>(String problem)) {
            violations.add(field + ".closed_at", problem);
        }
        if (opened instanceof Field.Present<Instant>(Instant from)
                && closed instanceof Field.Present<Instant>(Instant until)
                && until.isBefore(from)) {
            violations.add(field + ".closed_at", "must not lie before opened_at");
        }
    }

    private void nonce(Field<byte[]> nonce) {
        switch (nonce) {
            case Field.Absent<byte[]>() -> {}
            case Field.Unreadable<byte[]>(String problem) -> violations.add("nonce", problem);
            case Field.Present<byte[]>(byte[] bytes) -> {
                if (bytes.length < Bounds.NONCE_MIN || bytes.length > Bounds.NONCE) {
                    violations.add(
                            "nonce",
                            "has "
                                    + bytes.length
                                    + " bytes; "
                                    + Bounds.NONCE_MIN
                                    + " to "
                                    + Bounds.NONCE
                                    + " are allowed");
                }
            }
        }
    }

    private static GivenVotes given(Draft draft) {
        return new GivenVotes(
                draft.service(),
                new RequestId(draft.request()),
                new PoolId(draft.pool()),
                submission(draft.submission().orElseThrow()),
                draft.votes().stream().map(CastReader::vote).toList(),
                present(draft.openedAt()),
                present(draft.closedAt()),
                present(draft.nonce()).map(HexFormat.of()::formatHex),
                draft.deadline());
    }

    private static Submission submission(Draft.Asked asked) {
        return submission(
                asked,
                asked.answer()
                        .<Matter>map(Matter.Answer::new)
                        .orElseGet(() -> matter(asked.candidates().orElseThrow())));
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
                present(asked.risk()),
                new TreeMap<>(asked.tags()));
    }

    private static Matter matter(List<Draft.Named> candidates) {
        return new Matter.Candidates(
                candidates.stream()
                        .map(c -> new Matter.Candidate(new Choice(c.id()), c.text()))
                        .toList());
    }

    static <T> Optional<T> present(Field<T> field) {
        return switch (field) {
            case Field.Present<T>(T value) -> Optional.of(value);
            case Field.Absent<T>() -> Optional.empty();
            case Field.Unreadable<T>(String _) -> Optional.empty();
        };
    }
}
