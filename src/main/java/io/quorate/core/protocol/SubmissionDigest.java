package io.quorate.core.protocol;

/// What a submission is called by those who judge it: a digest of the matter, the question, the
/// context and the sources, so that a signed vote cannot be moved to another submission.
///
/// Subject, tags and risk tag are left out; they do not change what is judged. The bytes are part
/// of the wire contract:
///
///     text("quorate.submission.v1")
///     text("answer") text(answer)
///       or text("candidates") count(candidates) { text(id) text(text) } ...
///       or text("query") text(intent) count(entities) { text(text) text(type) } ... text(strategy)
///     text(question) text(context)
///     count(sources) { text(id) text(title) text(text) } ...
public final class SubmissionDigest {
    private SubmissionDigest() {}

    public static Digest of(Submission submission) {
        return transcript(submission).digest();
    }

    /// The bytes that the digest covers.
    public static byte[] bytes(Submission submission) {
        return transcript(submission).toBytes();
    }

    private static Transcript transcript(Submission submission) {
        Transcript transcript = new Transcript("quorate.submission.v1");
        switch (submission.matter()) {
            case Matter.Answer(String text) -> transcript.text("answer").text(text);
            case Matter.Candidates(var candidates) -> {
                transcript.text("candidates").number(candidates.size());
                for (Matter.Candidate candidate : candidates) {
                    transcript.text(candidate.choice().value()).text(candidate.text());
                }
            }
            case Matter.Query(String intent, var entities, String strategy) -> {
                transcript.text("query").text(intent).number(entities.size());
                entities.forEach(entity -> transcript.text(entity.text()).text(entity.type()));
                transcript.text(strategy);
            }
        }
        transcript.text(submission.question()).text(submission.context());
        transcript.number(submission.sources().size());
        for (Source source : submission.sources()) {
            transcript.text(source.id()).text(source.title()).text(source.text());
        }
        return transcript;
    }
}
