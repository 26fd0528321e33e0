package io.quorate.host.store;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.audit.decision.DecisionLeaf;
import io.quorate.core.audit.tree.Leaf;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Fault;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.core.protocol.Reception;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Seat;
import io.quorate.core.protocol.Verdict;
import io.quorate.core.protocol.Vote;
import io.quorate.engine.Entry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rows of one decision: its leaf, its content, and what it is found by.
final class DecisionRows {
    private static final String KIND = "decision";

    /// How the vote of an agent in quarantine was received.
    private static final String SHADOW = "SHADOW";

    private final int origin;
    private final DecisionRecord record;
    private final @Nullable String unaccepted;
    private final TableRows rows = new TableRows();

    private DecisionRows(int origin, DecisionRecord record) {
        this.origin = origin;
        this.record = record;
        Verdict verdict = record.findings().outcome().verdict();
        unaccepted = verdict == Verdict.ACCEPTED ? null : verdict.name();
    }

    static TableRows of(int origin, Entry entry, DecisionLeaf leaf, Leaf hashed) {
        DecisionRows made = new DecisionRows(origin, entry.record());
        made.leaf(leaf, hashed);
        made.rows.contents(origin, entry.record().decidedAt(), entry.contents());
        made.decision();
        entry.record().findings().pools().forEach(made::pool);
        return made.rows;
    }

    private Rows row(LogTable table) {
        return rows.of(table).row(table, origin, record.decidedAt());
    }

    private void leaf(DecisionLeaf leaf, Leaf hashed) {
        row(LogTable.RECORD)
                .text(KIND)
                .longWhole(record.sequence())
                .bytes(hashed.bytes())
                .bytes(hashed.hashBytes());
        leaf.detail().ifPresent(detail -> row(LogTable.DETAIL).bytes(detail));
    }

    private void decision() {
        Outcome outcome = record.findings().outcome();
        row(LogTable.DECISION)
                .text(record.id().value())
                .text(record.service())
                .text(record.request().value())
                .text(outcome.verdict().name())
                .text(value(outcome.choice()))
                .text(outcome.reason().name())
                .text(record.riskTag().map(Enum::name).orElse(null))
                .bytes(record.policy().bytes())
                .text(record.durability().name());
    }

    private void pool(PoolOutcome pool) {
        Outcome outcome = pool.outcome();
        row(LogTable.POOL_OUTCOME)
                .text(pool.pool().value())
                .flag(pool.required())
                .text(outcome.verdict().name())
                .text(value(outcome.choice()))
                .text(outcome.reason().name())
                .text(value(pool.leaning()))
                .real(pool.confidence())
                .real(pool.agreement())
                .text(unaccepted);
        pool.rounds().forEach(round -> round(pool.pool().value(), round));
    }

    private void round(String pool, RoundReport round) {
        Map<AgentId, Vote> votes = new HashMap<>();
        round.votes().forEach(vote -> votes.putIfAbsent(vote.agent(), vote));
        Set<AgentId> shadows = new HashSet<>();
        round.shadows().forEach(shadow -> shadows.add(shadow.agent()));
        List<Seat> seats = round.electorate().seats();
        for (int i = 0; i < seats.size(); i++) {
            Seat seat = seats.get(i);
            String reception =
                    shadows.contains(seat.agent()) ? SHADOW : name(round.receptions().get(i));
            vote(pool, round, seat.agent(), reception, seat.weight(), votes.remove(seat.agent()));
        }
        Set<AgentId> seatless = new HashSet<>();
        for (Vote vote : round.votes()) {
            if (votes.containsKey(vote.agent()) && seatless.add(vote.agent())) {
                String reception =
                        shadows.contains(vote.agent()) ? SHADOW : FaultKind.NOT_ELIGIBLE.name();
                for (Fault fault : round.faults()) {
                    reception =
                            fault.agent().equals(vote.agent()) ? fault.kind().name() : reception;
                }
                vote(pool, round, vote.agent(), reception, 0, vote);
            }
        }
        for (Fault fault : round.faults()) {
            row(LogTable.FAULT)
                    .text(pool)
                    .small(round.number())
                    .text(fault.kind().name())
                    .text(fault.agent().value());
        }
    }

    private void vote(
            String pool,
            RoundReport round,
            AgentId agent,
            String reception,
            long weight,
            @Nullable Vote vote) {
        row(LogTable.VOTE)
                .text(pool)
                .small(round.number())
                .text(agent.value())
                .text(reception)
                .longWhole(OptionalLong.of(weight))
                .text(vote == null ? null : value(vote.choice()))
                .real(vote == null ? OptionalDouble.empty() : vote.confidence())
                .real(vote == null ? OptionalDouble.empty() : vote.score())
                .text(unaccepted);
    }

    /// A word that tells receptions apart; of one that was not admitted, the fault.
    private static String name(Reception reception) {
        return switch (reception) {
            case Reception.Admitted _ -> "ADMITTED";
            case Reception.Abstained _ -> "ABSTAINED";
            case Reception.Silent(var cause) -> cause.name();
            case Reception.NotAdmitted(var fault) -> fault.name();
            case Reception.NotNeeded _ -> "NOT_NEEDED";
        };
    }

    private static @Nullable String value(Optional<Choice> choice) {
        return choice.map(Choice::value).orElse(null);
    }
}
