package io.quorate.engine.draft;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Quotation;
import io.quorate.core.protocol.Signature;
import io.quorate.core.protocol.Vote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads votes: a text that is too long is the caller's violation, everything else that is wrong
/// with a vote stays with that vote.
final class CastReader {
    private final Violations violations;
    private final Draft.Names names;

    CastReader(Violations violations, Draft.Names names) {
        this.violations = violations;
        this.names = names;
    }

    void check(String field, Draft.Cast cast) {
        violations.text(field + ".agent_id", cast.agent(), Bounds.ID);
        cast.choice().ifPresent(picked -> check(field + "." + names.candidate(), picked));
        cast.abstention()
                .ifPresent(reason ->
                        violations.text(field + ".abstention.reason", reason, Bounds.ABSTENTION));
        violations.text(field + ".reasoning", cast.reasoning(), Bounds.REASONING);
        for (int i = 0; i < cast.evidence().size(); i++) {
            Quotation quotation = cast.evidence().get(i);
            String at = field + ".evidence[" + i + "]";
            violations.text(at + ".source_id", quotation.sourceId(), Bounds.ID);
            violations.text(at + ".quote", quotation.quote(), Bounds.QUOTE);
        }
    }

    private void check(String field, Draft.Picked picked) {
        switch (picked) {
            case Draft.Picked.Candidate(String id) -> violations.text(field, id, Bounds.ID);
            case Draft.Picked.Fixed(String _), Draft.Picked.Blank() -> {}
        }
    }

    static Vote vote(Draft.Cast cast) {
        List<String> defects = new ArrayList<>();
        Optional<Choice> choice = cast.choice().flatMap(CastReader::choice);
        if (choice.isEmpty() && cast.abstention().isEmpty()) {
            defects.add("it says neither a choice nor an abstention");
        }
        if (cast.choice().isPresent() && cast.abstention().isPresent()) {
            defects.add("it says both a choice and an abstention");
        }
        if (cast.evidence().size() > Bounds.QUOTATIONS) {
            defects.add(
                    "it has "
                            + cast.evidence().size()
                            + " quotations, and at most "
                            + Bounds.QUOTATIONS
                            + " are allowed");
        }
        Optional<Instant> castAt = read("cast_at", cast.castAt(), defects);
        Optional<Signature> signature = read("signature", cast.signature(), defects);
        return new Vote(
                new AgentId(Names.orQuoted(cast.agent())),
                choice,
                cast.confidence(),
                cast.score(),
                reasoning(cast.abstention(), cast.reasoning()),
                cast.evidence(),
                castAt,
                signature,
                defects.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", defects)));
    }

    /// A candidate's id that is one of the reserved words would otherwise be taken for that choice.
    private static Optional<Choice> choice(Draft.Picked picked) {
        return switch (picked) {
            case Draft.Picked.Fixed(String name) -> Optional.of(new Choice(Names.orQuoted(name)));
            case Draft.Picked.Candidate(String id) ->
                    Optional.of(
                            new Choice(
                                    Choice.isReserved(id) ? Names.quoted(id) : Names.orQuoted(id)));
            case Draft.Picked.Blank() -> Optional.empty();
        };
    }

    /// An abstention's own reason and the vote's reasoning are one text in the domain.
    static String reasoning(Optional<String> abstention, String reasoning) {
        String reason = abstention.orElse("");
        if (reason.isEmpty() || reasoning.isEmpty()) {
            return reason + reasoning;
        }
        return reason + "\n\n" + reasoning;
    }

    static <T> Optional<T> read(String name, Field<T> field, List<String> defects) {
        return switch (field) {
            case Field.Present<T>(T value) -> Optional.of(value);
            case Field.Absent<T>() -> Optional.empty();
            case Field.Unreadable<T>(String problem) -> {
                defects.add(name + " " + problem);
                yield Optional.empty();
            }
        };
    }
}
