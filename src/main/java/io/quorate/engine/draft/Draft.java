package io.quorate.engine.draft;

import io.quorate.core.policy.ValidationPath;
import io.quorate.core.protocol.Matter;
import io.quorate.core.protocol.Quotation;
import io.quorate.core.protocol.RiskTag;
import io.quorate.core.protocol.Signature;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// A request to decide on given votes exactly as it came, with nothing checked. An empty text
/// stands for one that was not given.
///
/// @param nonce in bytes
/// @param deadline when the caller stops waiting
public record Draft(
        String request,
        String service,
        String pool,
        Optional<Asked> submission,
        List<Cast> votes,
        Field<Instant> openedAt,
        Field<Instant> closedAt,
        Field<byte[]> nonce,
        Optional<Instant> deadline) {

    /// A request to validate exactly as it came, with nothing checked.
    ///
    /// @param pools by name
    /// @param deadline when the caller stops waiting
    public record Posed(
            String request,
            String service,
            List<String> pools,
            Optional<Asked> submission,
            Field<ValidationPath> path,
            Optional<Instant> deadline) {}

    /// A filled-in ballot paper exactly as an agent sent it.
    ///
    /// @param decision which decision it says that it is for
    /// @param round which round
    /// @param nonce under which nonce, in hexadecimal
    public record Filled(
            String decision,
            int round,
            String nonce,
            Optional<Cast> vote,
            Optional<DeliberationDraft.Proposed> proposal) {}

    /// The submission; one of answer, candidates and query should be there.
    public record Asked(
            Optional<String> answer,
            Optional<List<Named>> candidates,
            Optional<Matter.Query> query,
            String question,
            List<Named> sources,
            String context,
            String subject,
            Map<String, String> tags,
            Field<RiskTag> risk) {}

    /// A candidate or a source; a candidate's title is empty.
    public record Named(String id, String title, String text) {}

    /// A vote; one of choice and abstention should be there.
    ///
    /// @param choice which one, as far as it could be read
    /// @param abstention its reason
    public record Cast(
            String agent,
            Optional<Picked> choice,
            Optional<String> abstention,
            OptionalDouble confidence,
            OptionalDouble score,
            String reasoning,
            List<Quotation> evidence,
            Field<Instant> castAt,
            Field<Signature> signature) {}

    /// What a vote names as its choice.
    public sealed interface Picked {
        /// One of the choices that need no id; a name that is none of them fits nothing.
        record Fixed(String name) implements Picked {}

        record Candidate(String id) implements Picked {}

        /// The choice is there and says nothing.
        record Blank() implements Picked {}
    }

    /// What the edge calls those fields whose place is not the same everywhere.
    ///
    /// @param candidates the list, within the submission
    /// @param candidate a candidate's id, within the vote
    public record Names(String candidates, String candidate) {}
}
