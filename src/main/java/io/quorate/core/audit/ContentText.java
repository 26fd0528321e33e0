package io.quorate.core.audit;

import io.quorate.core.audit.json.CanonicalJson;
import io.quorate.core.audit.json.Json;
import io.quorate.core.protocol.Quotation;
import io.quorate.core.protocol.Signature;
import io.quorate.core.protocol.Submission;
import io.quorate.core.protocol.SubmissionDigest;
import io.quorate.core.protocol.Vote;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The bytes of what lies apart from the log, as its commitments cover them: those that the
/// submission's digest covers, canonical JSON of a vote's texts, the plain reference to a person.
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
        return SubmissionDigest.bytes(submission);
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
