package io.quorate.edge.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quorate.core.audit.ContentText;
import io.quorate.core.audit.decision.DecisionLeaf;
import io.quorate.core.consensus.ruling.Suggestion;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.core.protocol.RoundReport;
import io.quorate.engine.Ledger;
import io.quorate.engine.ProposedAnswer;
import io.quorate.engine.Reply;
import io.quorate.engine.Validation;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The answers' JSON: the stored record as the log holds it, byte for byte, and what belongs to
/// this answer only.
///
/// - `decision`: the leaf; with `detail` beside it where the leaf names the rest by digest
/// - `log`: where the decision stands
/// - `suggestion`: of a validation, what to do about the verdict
/// - `replayed`, `duplicate_log_position`, `timings`: how a call came by it
/// - `answers`: of a deliberation or a question, what the agents proposed
/// - `submission_digest`, `contents`: what is not erased of a decision that was looked up, or whose
///   agents were asked; the texts of each vote under the slot that its commitment has in the record
final class Envelope {
    private Envelope() {}

    static byte[] answer(Reply.Decided decided) {
        return JsonObject.of(json -> answer(json, decided));
    }

    /// @param validation what was asked
    static byte[] validated(Reply.Decided decided, Validation validation) {
        return JsonObject.of(json -> {
            answer(json, decided);
            if (validation.isOpen()) {
                answers(json, ProposedAnswer.told(decided.stored()));
            }
            suggestion(json, Suggestion.of(decided.stored().record().findings()));
            contents(json, decided.stored());
        });
    }

    static byte[] deliberated(Reply.Decided decided) {
        return JsonObject.of(json -> {
            answer(json, decided);
            answers(json, ProposedAnswer.of(decided.stored().record()));
        });
    }

    private static void answers(JsonGenerator json, List<ProposedAnswer> answers)
            throws IOException {
        json.writeArrayFieldStart("answers");
        for (ProposedAnswer answer : answers) {
            json.writeStartObject();
            json.writeStringField("candidate_id", answer.choice().value());
            if (!answer.text().isEmpty()) {
                json.writeStringField("text", answer.text());
            }
            json.writeArrayFieldStart("author_ids");
            for (AgentId author : answer.authors()) {
                json.writeString(author.value());
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void answer(JsonGenerator json, Reply.Decided decided) throws IOException {
        stored(json, decided.stored());
        replay(json, decided.replayed());
        json.writeObjectFieldStart("timings");
        duration(json, "deciding", decided.timings().deciding());
        duration(json, "recording", decided.timings().recording());
        duration(json, "total", decided.timings().total());
        json.writeEndObject();
    }

    private static void suggestion(JsonGenerator json, Suggestion suggestion) throws IOException {
        json.writeObjectFieldStart("suggestion");
        json.writeStringField("action", suggestion.action().name());
        json.writeArrayFieldStart("objections");
        for (Suggestion.Objection objection : suggestion.objections()) {
            json.writeStartObject();
            json.writeStringField("pool", objection.pool().value());
            json.writeStringField("agent_id", objection.agent().value());
            json.writeStringField("reasoning", objection.reasoning());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    static byte[] found(Ledger.Stored stored) {
        return JsonObject.of(json -> {
            stored(json, stored);
            if (stored.submission().isPresent()) {
                json.writeStringField("submission_digest", stored.submission().get().hex());
            }
            contents(json, stored);
        });
    }

    private static void contents(JsonGenerator json, Ledger.Stored stored) throws IOException {
        json.writeObjectFieldStart("contents");
        for (PoolOutcome pool : stored.record().findings().pools()) {
            for (RoundReport round : pool.rounds()) {
                contents(json, pool, round);
            }
        }
        json.writeEndObject();
    }

    private static void stored(JsonGenerator json, Ledger.Stored stored) throws IOException {
        verbatim(json, "decision", stored.leaf());
        Optional<byte[]> detail = DecisionLeaf.of(stored.record()).detail();
        if (detail.isPresent()) {
            verbatim(json, "detail", detail.get());
        }
        json.writeObjectFieldStart("log");
        json.writeStringField("origin", stored.record().origin().value());
        json.writeNumberField("sequence_number", stored.record().sequence());
        json.writeStringField("leaf_hash", stored.leafHash().hex());
        if (stored.logIndex().isPresent()) {
            json.writeNumberField("log_index", stored.logIndex().getAsLong());
        }
        json.writeEndObject();
    }

    private static void replay(JsonGenerator json, Reply.Replay replay) throws IOException {
        switch (replay) {
            case Reply.Replay.First() -> json.writeBooleanField("replayed", false);
            case Reply.Replay.Again(var duplicate) -> {
                json.writeBooleanField("replayed", true);
                if (duplicate.isPresent()) {
                    json.writeObjectFieldStart("duplicate_log_position");
                    json.writeStringField("origin", duplicate.get().origin().value());
                    json.writeNumberField("sequence_number", duplicate.get().sequence());
                    json.writeEndObject();
                }
            }
        }
    }

    private static void contents(JsonGenerator json, PoolOutcome pool, RoundReport round)
            throws IOException {
        for (int i = 0; i < round.votes().size(); i++) {
            Optional<byte[]> text = ContentText.of(round.votes().get(i));
            if (text.isPresent()) {
                String slot = ContentText.slot(pool.pool().value(), round.number(), i);
                verbatim(json, slot, text.get());
            }
        }
    }

    private static void verbatim(JsonGenerator json, String name, byte[] value) throws IOException {
        json.writeFieldName(name);
        json.writeRawValue(new String(value, StandardCharsets.UTF_8));
    }

    /// In seconds, as the JSON form of the wire contract has it: `0.000250000s`. A part that did
    /// not happen took no time at all, and is left out.
    private static void duration(JsonGenerator json, String name, Duration part)
            throws IOException {
        if (!part.isZero()) {
            BigDecimal seconds =
                    BigDecimal.valueOf(part.getSeconds())
                            .add(BigDecimal.valueOf(part.getNano(), 9));
            json.writeStringField(name, seconds.toPlainString() + "s");
        }
    }
}
