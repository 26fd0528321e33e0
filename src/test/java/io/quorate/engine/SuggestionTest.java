package io.quorate.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quorate.core.consensus.ruling.Suggestion;
import io.quorate.core.consensus.ruling.Suggestion.Action;
import io.quorate.core.consensus.ruling.Suggestion.Objection;
import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Vote;
import io.quorate.engine.poll.Answer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SuggestionTest {
    private static final List<String> VOTERS = List.of("ann", "bob", "cid", "dan");

    private final Bureau bureau =
            new Bureau(
                    PoolPolicy.of(
                            new PoolId("facts"),
                            VOTERS.stream()
                                    .map(name ->
                                            AgentPolicy.of(
                                                    new AgentId(name),
                                                    new FaultDomain("of-" + name)))
                                    .toList()));

    private Suggestion suggestion(Choice... choices) {
        for (int i = 0; i < choices.length; i++) {
            bureau.agents.votes(VOTERS.get(i), choices[i], i);
        }
        return suggestion();
    }

    private Suggestion suggestion() {
        return Suggestion.of(bureau.decided(Bureau.asking("r")).stored().record().findings());
    }

    @Test
    void anAcceptedAnswerCanBeUsed() {
        assertEquals(
                Action.ACCEPT,
                suggestion(Choice.ACCEPT, Choice.ACCEPT, Choice.ACCEPT, Choice.REJECT).action());
    }

    @Test
    void whatNobodyExplainsIsRejected() {
        assertEquals(
                Action.REJECT,
                suggestion(Choice.REJECT, Choice.REJECT, Choice.REJECT, Choice.REJECT).action());
    }

    @Test
    void noConsensusIsForPeople() {
        assertEquals(
                Action.ESCALATE,
                suggestion(Choice.REJECT, Choice.REJECT, Choice.ACCEPT, Choice.ACCEPT).action());
    }

    @Test
    void objectionsSayWhatToRevise() {
        VOTERS.stream().skip(1).forEach(name -> bureau.agents.votes(name, Choice.REJECT, 9));
        bureau.agents.does(
                "ann",
                1,
                paper -> Answer.Voted.on(paper, objecting(paper.agent()), Optional.empty()));
        assertEquals(
                new Suggestion(
                        Action.REVISE,
                        List.of(new Objection(new PoolId("facts"), new AgentId("ann"), "Not so."))),
                suggestion());
    }

    private static Vote objecting(AgentId agent) {
        return new Vote(
                agent,
                Optional.of(Choice.REJECT),
                OptionalDouble.of(0.9),
                OptionalDouble.empty(),
                "Not so.",
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
