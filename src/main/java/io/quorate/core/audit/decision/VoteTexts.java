package io.quorate.core.audit.decision;

import io.quorate.core.audit.json.CanonicalJson;
import io.quorate.core.audit.json.JsonReader;
import io.quorate.core.audit.json.Shape;
import io.quorate.core.protocol.Findings;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.core.protocol.Quotation;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Signature;
import io.quorate.core.protocol.Vote;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What of a vote lies apart from the log because it may tell of the submission: reason, quotations
/// and signature, as canonical JSON, which is the text of one content.
public final class VoteTexts {
    private static final Shape<Quotation> QUOTATION =
            Shape.of(
                    Quotation.class,
                    quotation ->
                            quotation
                                    .text("source_id", Quotation::sourceId)
                                    .text("quote", Quotation::quote));

    private static final Shape<Signature> SIGNATURE =
            Shape.of(
                    Signature.class,
                    signature ->
                            signature
                                    .text("submission_digest", Signature::submission)
                                    .whole("round", Signature::round)
                                    .text("nonce", Signature::nonce)
                                    .text("value", Signature::value));

    private static final Shape<Vote> TEXTS =
            Shape.of(
                    Vote.class,
                    vote ->
                            vote.text("reasoning", Vote::reasoning)
                                    .objects("evidence", Vote::evidence, QUOTATION)
                                    .objectIfPresent(
                                            "signature",
                                            v -> v.signature().orElse(null),
                                            SIGNATURE));

    private VoteTexts() {}

    /// Where in its decision a vote's texts belong: `facts/1/vote/0`.
    ///
    /// @param round its number, counted from 1
    /// @param position the vote's place, from 0, among the votes as cast
    public static String slot(PoolId pool, int round, int position) {
        return pool + "/" + round + "/vote/" + position;
    }

    /// The texts of every vote that has any, by slot.
    ///
    /// @throws io.quorate.core.audit.json.NotCanonical if one is no valid Unicode
    public static SortedMap<String, byte[]> of(Findings findings) {
        SortedMap<String, byte[]> texts = new TreeMap<>();
        CanonicalJson json = new CanonicalJson();
        for (PoolOutcome pool : findings.pools()) {
            for (RoundReport round : pool.rounds()) {
                for (int i = 0; i < round.votes().size(); i++) {
                    Vote vote = round.votes().get(i);
                    if (hasTexts(vote)) {
                        texts.put(slot(pool.pool(), round.number(), i), json.write(TEXTS, vote));
                    }
                }
            }
        }
        return texts;
    }

    /// A vote with the texts that were written for it.
    static Vote restore(Vote bare, byte[] texts) {
        Fields fields = Fields.of(JsonReader.read(texts));
        List<Quotation> evidence =
                fields.objects("evidence").stream()
                        .map(quote -> new Quotation(quote.text("source_id"), quote.text("quote")))
                        .toList();
        Optional<Signature> signature =
                fields.objectIfPresent("signature")
                        .map(
                                signed ->
                                        new Signature(
                                                signed.text("submission_digest"),
                                                (int) signed.whole("round"),
                                                signed.text("nonce"),
                                                signed.text("value")));
        return new Vote(
                bare.agent(),
                bare.choice(),
                bare.confidence(),
                bare.score(),
                fields.text("reasoning"),
                evidence,
                bare.castAt(),
                signature);
    }

    private static boolean hasTexts(Vote vote) {
        return !vote.reasoning().isEmpty()
                || !vote.evidence().isEmpty()
                || vote.signature().isPresent();
    }
}
