package io.quorate.core.audit;

import io.quorate.core.audit.json.CanonicalJson;
import io.quorate.core.audit.json.Fields;
import io.quorate.core.audit.json.Json;
import io.quorate.core.audit.json.JsonReader;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Matter;
import io.quorate.core.protocol.Quotation;
import io.quorate.core.protocol.Signature;
import io.quorate.core.protocol.Source;
import io.quorate.core.protocol.Submission;
import io.quorate.core.protocol.Vote;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The bytes of what lies apart from the log, as its commitments cover them: canonical JSON of a
/// submission, of a vote's texts, and the plain reference to a person.
///
/// A vote's signature lies here too: it covers the unsalted digest of the submission, which would
/// confirm a guess at what was erased.
public final class ContentText {
    /// The slot of the submission itself.
    public static final String SUBMISSION = "submission";

    /// The slot of the reference to the person whom the answer concerns.
    public static final String SUBJECT = "subject";

    private ContentText() {}

    /// The slot of one vote's texts.
    ///
    /// @param position of the vote, from 0, among the votes as cast in the round
    public static String slot(String pool, int round, int position) {
        return pool + "/" + round + "/vote/" + position;
    }

    public static byte[] of(Submission submission) {
        Map<String, Json> members = new TreeMap<>();
        switch (submission.matter()) {
            case Matter.Answer(String text) -> members.put("answer", Json.of(text));
            case Matter.Candidates(var candidates) ->
                    members.put(
                            "candidates",
                            Json.of(candidates.stream().map(ContentText::json).toList()));
            case Matter.Query query -> members.put("query", json(query));
        }
        putText(members, "question", submission.question());
        putText(members, "context", submission.context());
        if (!submission.sources().isEmpty()) {
            members.put(
                    "sources",
                    Json.of(submission.sources().stream().map(ContentText::json).toList()));
        }
        return new CanonicalJson().write(Json.of(members));
    }

    /// The texts of a vote; empty when it has none.
    public static Optional<byte[]> of(Vote vote) {
        Map<String, Json> members = new TreeMap<>();
        putText(members, "reasoning", vote.reasoning());
        if (!vote.evidence().isEmpty()) {
            List<Json> quotations = new ArrayList<>();
            for (Quotation quotation : vote.evidence()) {
                Map<String, Json> words = new TreeMap<>();
                words.put("source_id", Json.of(quotation.sourceId()));
                words.put("quote", Json.of(quotation.quote()));
                quotations.add(Json.of(words));
            }
            members.put("evidence", Json.of(quotations));
        }
        vote.signature().ifPresent(signature -> members.put("signature", json(signature)));
        return members.isEmpty()
                ? Optional.empty()
                : Optional.of(new CanonicalJson().write(Json.of(members)));
    }

    public static byte[] of(String subject) {
        return subject.getBytes(StandardCharsets.UTF_8);
    }

    /// A submission as it was written, without the subject, tags and risk tag that lie elsewhere.
    ///
    /// @throws IllegalArgumentException if the bytes are no submission
    public static Submission submission(byte[] text) {
        Fields fields = Fields.of(JsonReader.read(text));
        Matter matter =
                fields.textIfPresent("answer")
                        .<Matter>map(Matter.Answer::new)
                        .or(() -> fields.objectIfPresent("query").map(ContentText::query))
                        .orElseGet(() -> candidates(fields));
        return new Submission(
                matter,
                fields.textIfPresent("question").orElse(""),
                fields.objectsIfPresent("sources").stream().map(ContentText::source).toList(),
                fields.textIfPresent("context").orElse(""),
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>());
    }

    /// A vote with the texts that were written for it.
    ///
    /// @throws IllegalArgumentException if the bytes are no vote's texts
    public static Vote restore(Vote bare, byte[] text) {
        Fields fields = Fields.of(JsonReader.read(text));
        return new Vote(
                bare.agent(),
                bare.choice(),
                bare.confidence(),
                bare.score(),
                fields.textIfPresent("reasoning").orElse(""),
                fields.objectsIfPresent("evidence").stream().map(ContentText::quotation).toList(),
                bare.castAt(),
                fields.objectIfPresent("signature").map(ContentText::signature),
                bare.defect());
    }

    private static Matter candidates(Fields fields) {
        return new Matter.Candidates(
                fields.objects("candidates").stream()
                        .map(candidate ->
                                new Matter.Candidate(
                                        new Choice(candidate.text("id")), candidate.text("text")))
                        .toList());
    }

    private static Matter query(Fields fields) {
        return new Matter.Query(
                fields.text("intent"),
                fields.objectsIfPresent("entities").stream()
                        .map(entity -> new Matter.Entity(entity.text("text"), entity.text("type")))
                        .toList(),
                fields.text("strategy"));
    }

    private static Source source(Fields fields) {
        return new Source(
                fields.text("id"),
                fields.textIfPresent("title").orElse(""),
                fields.textIfPresent("text").orElse(""));
    }

    private static Quotation quotation(Fields fields) {
        return new Quotation(fields.text("source_id"), fields.text("quote"));
    }

    private static Signature signature(Fields fields) {
        return new Signature(
                fields.text("submission"),
                Math.toIntExact(fields.whole("round")),
                fields.text("nonce"),
                fields.text("value"));
    }

    private static Json json(Matter.Candidate candidate) {
        return Json.of(
                Map.of(
                        "id", Json.of(candidate.choice().value()),
                        "text", Json.of(candidate.text())));
    }

    private static Json json(Matter.Query query) {
        List<Json> entities = new ArrayList<>();
        query.entities()
                .forEach(entity ->
                        entities.add(
                                Json.of(
                                        Map.of(
                                                "text", Json.of(entity.text()),
                                                "type", Json.of(entity.type())))));
        return Json.of(
                Map.of(
                        "intent", Json.of(query.intent()),
                        "entities", Json.of(entities),
                        "strategy", Json.of(query.strategy())));
    }

    private static Json json(Source source) {
        Map<String, Json> members = new TreeMap<>();
        members.put("id", Json.of(source.id()));
        putText(members, "title", source.title());
        putText(members, "text", source.text());
        return Json.of(members);
    }

    private static Json json(Signature signature) {
        return Json.of(
                Map.of(
                        "submission", Json.of(signature.submission()),
                        "round", Json.of(signature.round()),
                        "nonce", Json.of(signature.nonce()),
                        "value", Json.of(signature.value())));
    }

    private static void putText(Map<String, Json> members, String name, String text) {
        if (!text.isEmpty()) {
            members.put(name, Json.of(text));
        }
    }
}
