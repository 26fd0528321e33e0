package io.quorate.edge.rest;

import io.quorate.core.policy.ValidationPath;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Matter;
import io.quorate.core.protocol.Quotation;
import io.quorate.core.protocol.RiskTag;
import io.quorate.core.protocol.Signature;
import io.quorate.engine.draft.DeliberationDraft;
import io.quorate.engine.draft.Draft;
import io.quorate.engine.draft.Field;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Copies JSON requests into the drafts that the engine's readers check.
final class Drafts {
    static final Draft.Names NAMES = new Draft.Names("candidates", "choice");

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant AFTER_LAST = Instant.parse("+10000-01-01T00:00:00Z");

    private Drafts() {}

    static Draft of(DecisionRequest request) {
        DecisionRequest.VotingWindow window = request.votingWindow();
        return new Draft(
                text(request.requestId()),
                text(request.service()),
                text(request.pool()),
                Optional.ofNullable(request.submission()).map(Drafts::asked),
                elements(request.votes(), Drafts::cast),
                moment(window == null ? null : window.openedAt()),
                moment(window == null ? null : window.closedAt()),
                nonce(request.nonce()),
                Optional.empty());
    }

    static Draft.Posed of(ValidationRequest request) {
        return new Draft.Posed(
                text(request.requestId()),
                text(request.service()),
                elements(request.pools(), Drafts::text),
                Optional.ofNullable(request.submission()).map(Drafts::asked),
                word(ValidationPath.class, request.path()),
                Optional.empty());
    }

    static DeliberationDraft of(DeliberationRequest request) {
        return new DeliberationDraft(
                text(request.requestId()),
                text(request.service()),
                text(request.pool()),
                Optional.ofNullable(request.submission()).map(Drafts::asked),
                elements(request.proposals(), Drafts::proposed),
                elements(request.votes(), Drafts::cast),
                span(request.proposingWindow()),
                span(request.votingWindow()),
                Optional.empty());
    }

    private static DeliberationDraft.Span span(DecisionRequest.@Nullable VotingWindow window) {
        return new DeliberationDraft.Span(
                moment(window == null ? null : window.openedAt()),
                moment(window == null ? null : window.closedAt()));
    }

    private static Draft.Asked asked(DeliberationRequest.Question question) {
        return new Draft.Asked(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                text(question.question()),
                elements(question.sources(), Drafts::named),
                text(question.context()),
                text(question.subject()),
                tags(question.tags()),
                word(RiskTag.class, question.riskTag()));
    }

    /// A proposal that is not there at all is one that says nothing, of nobody.
    private static DeliberationDraft.Proposed proposed(
            DeliberationRequest.@Nullable Proposal given) {
        DeliberationRequest.Proposal proposal =
                given == null
                        ? new DeliberationRequest.Proposal(null, null, null, null, null, null)
                        : given;
        return new DeliberationDraft.Proposed(
                text(proposal.agentId()),
                Optional.ofNullable(proposal.answer()),
                Optional.ofNullable(proposal.abstention())
                        .map(abstention -> text(abstention.reason())),
                number(proposal.confidence()),
                text(proposal.reasoning()),
                moment(proposal.castAt()));
    }

    private static Draft.Asked asked(DecisionRequest.Submission submission) {
        List<DecisionRequest.@Nullable Candidate> candidates = submission.candidates();
        return new Draft.Asked(
                Optional.ofNullable(submission.answer()),
                candidates == null
                        ? Optional.empty()
                        : Optional.of(elements(candidates, Drafts::named)),
                Optional.ofNullable(submission.query()).map(Drafts::query),
                text(submission.question()),
                elements(submission.sources(), Drafts::named),
                text(submission.context()),
                text(submission.subject()),
                tags(submission.tags()),
                word(RiskTag.class, submission.riskTag()));
    }

    private static Matter.Query query(DecisionRequest.ProcessedQuery query) {
        return new Matter.Query(
                text(query.intent()),
                elements(
                        query.entities(),
                        entity ->
                                entity == null
                                        ? new Matter.Entity("", "")
                                        : new Matter.Entity(
                                                text(entity.text()), text(entity.type()))),
                text(query.strategy()));
    }

    private static Draft.Named named(DecisionRequest.@Nullable Candidate candidate) {
        return candidate == null
                ? new Draft.Named("", "", "")
                : new Draft.Named(text(candidate.id()), "", text(candidate.text()));
    }

    private static Draft.Named named(DecisionRequest.@Nullable Source source) {
        return source == null
                ? new Draft.Named("", "", "")
                : new Draft.Named(text(source.id()), text(source.title()), text(source.text()));
    }

    private static Map<String, String> tags(@Nullable Map<String, @Nullable String> tags) {
        Map<String, String> given = new LinkedHashMap<>();
        if (tags != null) {
            tags.forEach((key, value) -> given.put(key, text(value)));
        }
        return given;
    }

    private static <E extends Enum<E>> Field<E> word(Class<E> words, @Nullable String name) {
        if (name == null || name.isEmpty()) {
            return new Field.Absent<>();
        }
        return Arrays.stream(words.getEnumConstants())
                .filter(word -> word.name().equals(name))
                .findAny()
                .<Field<E>>map(Field.Present::new)
                .orElseGet(() ->
                        new Field.Unreadable<>(
                                "must be one of " + Arrays.toString(words.getEnumConstants())));
    }

    /// A vote that is not there at all is one that says nothing, of nobody.
    private static Draft.Cast cast(DecisionRequest.@Nullable Vote given) {
        DecisionRequest.Vote vote =
                given == null
                        ? new DecisionRequest.Vote(
                                null, null, null, null, null, null, null, null, null)
                        : given;
        boolean abstains = Choice.ABSTAIN.equals(vote.choice());
        DecisionRequest.Abstention abstention = vote.abstention();
        return new Draft.Cast(
                text(vote.agentId()),
                Optional.ofNullable(vote.choice()).filter(_ -> !abstains).map(Drafts::picked),
                abstention != null
                        ? Optional.of(text(abstention.reason()))
                        : abstains ? Optional.of("") : Optional.empty(),
                number(vote.confidence()),
                number(vote.score()),
                text(vote.reasoning()),
                elements(vote.evidence(), Drafts::quotation),
                moment(vote.castAt()),
                signature(vote.signature()));
    }

    private static Draft.Picked picked(String choice) {
        if (choice.isEmpty()) {
            return new Draft.Picked.Blank();
        }
        return Choice.isReserved(choice)
                ? new Draft.Picked.Fixed(choice)
                : new Draft.Picked.Candidate(choice);
    }

    private static Quotation quotation(DecisionRequest.@Nullable Quotation quotation) {
        return quotation == null
                ? new Quotation("", "")
                : new Quotation(text(quotation.sourceId()), text(quotation.quote()));
    }

    private static Field<Signature> signature(DecisionRequest.@Nullable Signature signature) {
        if (signature == null) {
            return new Field.Absent<>();
        }
        try {
            Integer round = signature.round();
            return new Field.Present<>(
                    new Signature(
                            hex(signature.submissionDigest()),
                            round == null ? 0 : round,
                            hex(signature.nonce()),
                            hex(signature.value())));
        } catch (IllegalArgumentException e) {
            return new Field.Unreadable<>("is not written in hexadecimal");
        }
    }

    private static String hex(@Nullable String written) {
        return HexFormat.of().formatHex(HexFormat.of().parseHex(text(written)));
    }

    private static Field<byte[]> nonce(@Nullable String nonce) {
        if (nonce == null) {
            return new Field.Absent<>();
        }
        try {
            return new Field.Present<>(HexFormat.of().parseHex(nonce));
        } catch (IllegalArgumentException e) {
            return new Field.Unreadable<>("is not written in hexadecimal");
        }
    }

    private static Field<Instant> moment(@Nullable String written) {
        if (written == null) {
            return new Field.Absent<>();
        }
        try {
            Instant moment = Instant.parse(written);
            if (!moment.isBefore(FIRST) && moment.isBefore(AFTER_LAST)) {
                return new Field.Present<>(moment);
            }
        } catch (DateTimeException e) {
            return new Field.Unreadable<>("is not a time as in RFC 3339");
        }
        return new Field.Unreadable<>("is not a time of the years 1 to 9999");
    }

    private static OptionalDouble number(@Nullable Double number) {
        return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static <T, R> List<R> elements(
            @Nullable List<@Nullable T> elements, Function<@Nullable T, R> copy) {
        return elements == null ? List.of() : elements.stream().map(copy).toList();
    }
}
