package io.quorate.edge.wire;

import com.google.protobuf.ByteString;
import io.quorate.core.protocol.Arrival;
import io.quorate.core.protocol.Signature;
import io.quorate.core.protocol.Vote;
import io.quorate.edge.wire.v1.Abstention;
import io.quorate.edge.wire.v1.CastVote;
import io.quorate.edge.wire.v1.Quotation;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/// Writes votes as they were cast.
final class VoteWriter {
    private VoteWriter() {}

    /// How it was cast and how it came.
    static CastVote.Builder write(Vote vote, Arrival arrival) {
        CastVote.Builder cast = CastVote.newBuilder().setVote(write(vote));
        arrival.delay()
                .ifPresent(micros ->
                        cast.setDelay(Moments.write(Duration.of(micros, ChronoUnit.MICROS))));
        arrival.usage()
                .ifPresent(usage ->
                        cast.setUsage(
                                io.quorate.edge.wire.v1.Usage.newBuilder()
                                        .setInputTokens(usage.input())
                                        .setOutputTokens(usage.output())
                                        .setCost(usage.cost().toPlainString())));
        return cast;
    }

    static io.quorate.edge.wire.v1.Vote write(Vote vote) {
        var builder =
                io.quorate.edge.wire.v1.Vote.newBuilder()
                        .setAgentId(vote.agent().value())
                        .setReasoning(vote.reasoning());
        if (vote.choice().isPresent()) {
            builder.setChoice(Words.write(vote.choice().get()));
        } else if (vote.defect().isEmpty()) {
            builder.setAbstention(Abstention.getDefaultInstance());
        }
        vote.score().ifPresent(builder::setScore);
        vote.confidence().ifPresent(builder::setConfidence);
        for (io.quorate.core.protocol.Quotation quotation : vote.evidence()) {
            builder.addEvidence(
                    Quotation.newBuilder()
                            .setSourceId(quotation.sourceId())
                            .setQuote(quotation.quote()));
        }
        vote.castAt().ifPresent(at -> builder.setCastAt(Moments.write(at)));
        vote.signature().ifPresent(signature -> builder.setSignature(signature(signature)));
        return builder.build();
    }

    private static io.quorate.edge.wire.v1.Signature signature(Signature signature) {
        return io.quorate.edge.wire.v1.Signature.newBuilder()
                .setSubmissionDigest(bytes(signature.submission()))
                .setRound(signature.round())
                .setNonce(bytes(signature.nonce()))
                .setValue(bytes(signature.value()))
                .build();
    }

    private static ByteString bytes(String hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }
}
