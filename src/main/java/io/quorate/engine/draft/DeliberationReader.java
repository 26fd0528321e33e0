package io.quorate.engine.draft;

import io.quorate.core.consensus.admission.Provenance;
import io.quorate.core.consensus.admission.Window;
import io.quorate.core.consensus.deliberation.Proposal;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.RequestId;
import io.quorate.engine.GivenDeliberation;
import io.quorate.engine.draft.DraftReader.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The one reader of deliberations: checks a [DeliberationDraft] against every limit of the wire
/// contract and makes the engine's value of it.
///
/// A text that is too long is the caller's violation; everything else that is wrong with a proposal
/// or a vote stays with it.
public final class DeliberationReader {
    private final DraftReader drafts;
    private final Violations violations;
    private final CastReader votes;

    private DeliberationReader(Draft.Names names) {
        this.drafts = new DraftReader(names);
        this.violations = drafts.violations();
        this.votes = new CastReader(violations, names);
    }

    public static Reading<GivenDeliberation> read(DeliberationDraft draft, Draft.Names names) {
        DeliberationReader reader = new DeliberationReader(names);
        reader.check(draft);
        return reader.violations
                .refusal()
                .<Reading<GivenDeliberation>>map(Reading.Refused::new)
                .orElseGet(() -> new Reading.Read<>(given(draft)));
    }

    private void check(DeliberationDraft draft) {
        drafts.names(draft.request(), draft.service());
        violations.id("pool", draft.pool());
        draft.submission()
                .ifPresentOrElse(this::check, () -> violations.add("submission", "is required"));
        violations.count("proposals", draft.proposals().size(), 1, Bounds.VOTES);
        violations.count("votes", draft.votes().size(), 0, Bounds.VOTES);
        for (int i = 0; i < Math.min(Bounds.VOTES, draft.proposals().size()); i++) {
            check(violations, "proposals[" + i + "]", draft.proposals().get(i));
        }
        for (int i = 0; i < Math.min(Bounds.VOTES, draft.votes().size()); i++) {
            votes.check("votes[" + i + "]", draft.votes().get(i));
        }
        drafts.window("proposing_window", draft.proposing().opened(), draft.proposing().closed());
        drafts.window("voting_window", draft.voting().opened(), draft.voting().closed());
    }

    private void check(Draft.Asked asked) {
        if (asked.answer().isPresent()
                || asked.candidates().isPresent()
                || asked.query().isPresent()) {
            violations.add(
                    "submission",
                    "must have neither an answer nor candidates: agents propose them");
        }
        violations.requiredText("submission.question", asked.question(), Bounds.TEXT);
        drafts.submissions().checkBeside(asked);
    }

    static void check(Violations violations, String field, DeliberationDraft.Proposed proposed) {
        violations.text(field + ".agent_id", proposed.agent(), Bounds.ID);
        proposed.answer().ifPresent(text -> violations.text(field + ".answer", text, Bounds.TEXT));
        proposed.abstention()
                .ifPresent(reason ->
                        violations.text(field + ".abstention.reason", reason, Bounds.ABSTENTION));
        violations.text(field + ".reasoning", proposed.reasoning(), Bounds.REASONING);
    }

    private static GivenDeliberation given(DeliberationDraft draft) {
        return GivenDeliberation.of(
                new GivenDeliberation.Asked(
                        draft.service(),
                        new RequestId(draft.request()),
                        new PoolId(draft.pool()),
                        SubmissionReader.question(draft.submission().orElseThrow())),
                draft.proposals().stream().map(DeliberationReader::proposal).toList(),
                draft.votes().stream().map(CastReader::vote).toList(),
                window(draft.proposing()),
                window(draft.voting()),
                draft.deadline());
    }

    static Proposal proposal(DeliberationDraft.Proposed proposed) {
        List<String> defects = new ArrayList<>();
        if (proposed.answer().isEmpty() == proposed.abstention().isEmpty()) {
            defects.add(
                    proposed.answer().isEmpty()
                            ? "it says neither an answer nor an abstention"
                            : "it says both an answer and an abstention");
        }
        Optional<Instant> castAt = CastReader.read("cast_at", proposed.castAt(), defects);
        return new Proposal(
                new AgentId(Names.orQuoted(proposed.agent())),
                proposed.answer(),
                proposed.confidence(),
                CastReader.reasoning(proposed.abstention(), proposed.reasoning()),
                new Provenance.Vouched(),
                castAt,
                defects.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", defects)));
    }

    private static Window window(DeliberationDraft.Span span) {
        return new Window(DraftReader.present(span.opened()), DraftReader.present(span.closed()));
    }
}
