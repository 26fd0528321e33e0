package io.quorate.core.consensus.ruling;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Findings;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.core.protocol.Reception;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Verdict;
import io.quorate.core.protocol.Vote;
import java.util.ArrayList;
import java.util.List;

/// What whoever asked can do about a verdict.
///
/// @param objections what stands against the answer; only when it should be revised
public record Suggestion(Action action, List<Objection> objections) {
    public static final int OBJECTIONS_MAX = 32;

    public Suggestion {
        objections = List.copyOf(objections);
    }

    /// What to do.
    public enum Action {
        ACCEPT,
        /// Nobody said what could be mended.
        REJECT,
        REVISE,
        ESCALATE
    }

    /// The reason of one agent that voted against the answer.
    public record Objection(PoolId pool, AgentId agent, String reasoning) {}

    public static Suggestion of(Findings findings) {
        return switch (findings.outcome().verdict()) {
            case ACCEPTED -> new Suggestion(Action.ACCEPT, List.of());
            case NO_CONSENSUS, PROVISIONAL -> new Suggestion(Action.ESCALATE, List.of());
            case REJECTED -> rejected(objections(findings));
        };
    }

    private static Suggestion rejected(List<Objection> objections) {
        return new Suggestion(objections.isEmpty() ? Action.REJECT : Action.REVISE, objections);
    }

    private static List<Objection> objections(Findings findings) {
        List<Objection> objections = new ArrayList<>();
        for (PoolOutcome pool : findings.pools()) {
            if (pool.required()
                    && pool.outcome().verdict() == Verdict.REJECTED
                    && !pool.rounds().isEmpty()) {
                gather(pool.pool(), pool.rounds().getLast(), objections);
            }
        }
        return objections.stream().limit(OBJECTIONS_MAX).toList();
    }

    /// A vote that was cast and did not count objects to nothing.
    private static void gather(PoolId pool, RoundReport round, List<Objection> objections) {
        for (int i = 0; i < round.receptions().size(); i++) {
            AgentId agent = round.electorate().seats().get(i).agent();
            if (round.receptions().get(i) instanceof Reception.Admitted(Choice choice, var _, var _)
                    && choice.isAgainst()) {
                round.votes().stream()
                        .filter(vote -> vote.agent().equals(agent))
                        .map(Vote::reasoning)
                        .filter(reasoning -> !reasoning.isBlank())
                        .findFirst()
                        .map(reasoning -> new Objection(pool, agent, reasoning))
                        .ifPresent(objections::add);
            }
        }
    }
}
