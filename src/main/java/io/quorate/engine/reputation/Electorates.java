package io.quorate.engine.reputation;

import io.quorate.core.consensus.Member;
import io.quorate.core.consensus.ensemble.EnsembleStrategy;
import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.ErrorModel;
import io.quorate.core.protocol.Seat;
import io.quorate.core.reputation.Insight;
import io.quorate.core.reputation.Reputation;
import io.quorate.engine.poll.Rumours;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who votes: what a pool's policy says and what the book knows, made into an electorate.
public final class Electorates {
    private final ReputationBook book;

    public Electorates(ReputationBook book) {
        this.book = book;
    }

    /// The pool as it sits for these choices; empty while it has fewer agents than it needs.
    public Optional<Sitting> sitting(PoolPolicy pool, List<Choice> choices) {
        return book.page(pool).sitting(choices);
    }

    /// Who may take a seat of this electorate in a further round, in that order, as they would
    /// vote. A page that changed meanwhile may name others than when the round opened.
    public List<Member> standbys(PoolPolicy pool, Electorate electorate) {
        return book.page(pool).standbys(electorate);
    }

    /// How often an ensemble is right, from the accuracy that labels and agreement have shown of
    /// its agents and from how far errors go together in the pool; empty for every other pool, and
    /// until each of the agents has a label.
    public Optional<ErrorModel> errorModel(PoolPolicy pool, Electorate electorate) {
        Insight insight = book.page(pool).insight();
        List<Reputation> measured =
                electorate.seats().stream()
                        .map(seat -> insight.of(seat.agent()))
                        .filter(reputation -> reputation.record().labelledVotes() > 0)
                        .toList();
        return EnsembleStrategy.of(pool.protocol())
                .filter(strategy ->
                        measured.size() == electorate.size()
                                && measured.size() == strategy.agents())
                .map(strategy ->
                        strategy.errors(
                                measured.stream().map(each -> 1 - each.accuracy()).toList(),
                                (double) insight.climate().errorCorrelation() / Seat.MILLION,
                                electorate.choices().size()));
    }

    /// What the book finds about agents while they are asked.
    public Rumours rumours() {
        return book::follow;
    }

    /// The agents that the pool has, declared or registered.
    public Map<AgentId, AgentPolicy> agents(PoolPolicy pool) {
        return book.page(pool).agents();
    }
}
