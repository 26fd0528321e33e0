package io.quorate.edge.wire;

import com.google.protobuf.ByteString;
import io.quorate.core.protocol.Quotation;
import io.quorate.core.protocol.Signature;
import io.quorate.edge.wire.v1.Choice;
import io.quorate.edge.wire.v1.Vote;
import io.quorate.engine.draft.Draft;
import io.quorate.engine.draft.Field;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalDouble;

/// Copies votes as they were cast.
final class VoteReader {
    private VoteReader() {}

    static Draft.Cast read(Vote vote) {
        return new Draft.Cast(
                vote.getAgentId(),
                vote.hasChoice() ? Optional.of(picked(vote.getChoice())) : Optional.empty(),
                vote.hasAbstention()
                        ? Optional.of(vote.getAbstention().getReason())
                        : Optional.empty(),
                vote.hasConfidence()
                        ? OptionalDouble.of(vote.getConfidence())
                        : OptionalDouble.empty(),
                vote.hasScore() ? OptionalDouble.of(vote.getScore()) : OptionalDouble.empty(),
                vote.getReasoning(),
                vote.getEvidenceList().stream()
                        .map(q -> new Quotation(q.getSourceId(), q.getQuote()))
                        .toList(),
                RequestReader.moment(vote.hasCastAt(), vote.getCastAt()),
                vote.hasSignature()
                        ? new Field.Present<>(signature(vote.getSignature()))
                        : new Field.Absent<>());
    }

    private static Draft.Picked picked(Choice choice) {
        return switch (choice.getKindCase()) {
            case FIXED -> fixed(choice);
            case CANDIDATE_ID -> new Draft.Picked.Candidate(choice.getCandidateId());
            case KIND_NOT_SET -> new Draft.Picked.Blank();
        };
    }

    /// A number that this contract does not know is a choice that no submission offers.
    private static Draft.Picked fixed(Choice choice) {
        return switch (choice.getFixed()) {
            case FIXED_CHOICE_ACCEPT -> new Draft.Picked.Fixed("ACCEPT");
            case FIXED_CHOICE_REJECT -> new Draft.Picked.Fixed("REJECT");
            case FIXED_CHOICE_NONE -> new Draft.Picked.Fixed("NONE");
            case FIXED_CHOICE_UNSPECIFIED -> new Draft.Picked.Blank();
            case UNRECOGNIZED -> new Draft.Picked.Fixed("fixed choice " + choice.getFixedValue());
        };
    }

    private static Signature signature(io.quorate.edge.wire.v1.Signature signature) {
        return new Signature(
                hex(signature.getSubmissionDigest()),
                signature.getRound(),
                hex(signature.getNonce()),
                hex(signature.getValue()));
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }
}
