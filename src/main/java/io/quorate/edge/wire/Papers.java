package io.quorate.edge.wire;

import com.google.protobuf.ByteString;
import io.quorate.core.protocol.Matter;
import io.quorate.core.protocol.Submission;
import io.quorate.edge.wire.v1.Argument;
import io.quorate.edge.wire.v1.Ballot;
import io.quorate.edge.wire.v1.Candidate;
import io.quorate.edge.wire.v1.CandidateList;
import io.quorate.edge.wire.v1.Entity;
import io.quorate.edge.wire.v1.ProcessedQuery;
import io.quorate.edge.wire.v1.Source;
import io.quorate.edge.wire.v1.Task;
import io.quorate.engine.draft.BallotReader;
import io.quorate.engine.draft.Draft;
import io.quorate.engine.poll.Answer;
import io.quorate.engine.poll.BallotPaper;
import java.util.HexFormat;
import java.util.Optional;

/// Ballot papers as they go out to agents, and as they come back filled in.
public final class Papers {
    private Papers() {}

    public static io.quorate.edge.wire.v1.BallotPaper write(BallotPaper paper) {
        var builder =
                io.quorate.edge.wire.v1.BallotPaper.newBuilder()
                        .setDecisionId(paper.decision().value())
                        .setPool(paper.pool().value())
                        .setAgentId(paper.agent().value())
                        .setRound(paper.round())
                        .setNonce(nonce(paper))
                        .setSubmissionDigest(Words.write(paper.digest()))
                        .setSubmission(submission(paper.submission()))
                        .setDeadline(Moments.write(paper.deadline()));
        switch (paper.task()) {
            case VOTE ->
                    paper.submission()
                            .choices()
                            .forEach(choice -> builder.addChoices(Words.write(choice)));
            case PROPOSE -> builder.setTask(Task.TASK_PROPOSE);
        }
        paper.arguments()
                .forEach(argument ->
                        builder.addArguments(
                                Argument.newBuilder()
                                        .setChoice(Words.write(argument.choice()))
                                        .setReasoning(argument.reasoning())));
        return builder.build();
    }

    public static ByteString nonce(BallotPaper paper) {
        return ByteString.copyFrom(HexFormat.of().parseHex(paper.nonce()));
    }

    /// @param paper the one that was handed to the agent
    public static Answer read(BallotPaper paper, Ballot ballot) {
        return BallotReader.read(
                new Draft.Filled(
                        ballot.getDecisionId(),
                        ballot.getRound(),
                        HexFormat.of().formatHex(ballot.getNonce().toByteArray()),
                        ballot.hasVote()
                                ? Optional.of(VoteReader.read(ballot.getVote()))
                                : Optional.empty(),
                        ballot.hasProposal()
                                ? Optional.of(RequestReader.proposed(ballot.getProposal()))
                                : Optional.empty()),
                paper.agent(),
                paper.task());
    }

    private static ProcessedQuery query(Matter.Query query) {
        ProcessedQuery.Builder builder =
                ProcessedQuery.newBuilder().setIntent(query.intent()).setStrategy(query.strategy());
        query.entities()
                .forEach(entity ->
                        builder.addEntities(
                                Entity.newBuilder().setText(entity.text()).setType(entity.type())));
        return builder.build();
    }

    /// What is to be judged, without what does not concern those who judge it.
    private static io.quorate.edge.wire.v1.Submission submission(Submission submission) {
        var builder =
                io.quorate.edge.wire.v1.Submission.newBuilder()
                        .setQuestion(submission.question())
                        .setContext(submission.context());
        switch (submission.matter()) {
            case Matter.Answer(String text) when text.isEmpty() -> {
                // A question that the agent is asked to answer.
            }
            case Matter.Answer(String text) -> builder.setAnswer(text);
            case Matter.Candidates(var candidates) -> {
                CandidateList.Builder list = CandidateList.newBuilder();
                candidates.forEach(candidate ->
                        list.addCandidates(
                                Candidate.newBuilder()
                                        .setId(candidate.choice().value())
                                        .setText(candidate.text())));
                builder.setCandidates(list);
            }
            case Matter.Query query -> builder.setQuery(query(query));
        }
        submission
                .sources()
                .forEach(source ->
                        builder.addSources(
                                Source.newBuilder()
                                        .setId(source.id())
                                        .setTitle(source.title())
                                        .setText(source.text())));
        return builder.build();
    }
}
