package io.quorate.core.planning.replay;

import io.quorate.core.consensus.Gate;
import io.quorate.core.consensus.Member;
import io.quorate.core.consensus.Rules;
import io.quorate.core.consensus.Seating;
import io.quorate.core.consensus.resolution.Count;
import io.quorate.core.consensus.resolution.Resolution;
import io.quorate.core.consensus.resolution.Resolution.Ending;
import io.quorate.core.consensus.resolution.SeatState;
import io.quorate.core.planning.replay.Replayed.Cause;
import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.MinorityOverrule;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.Fault;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.OutcomeReason;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Seat;
import io.quorate.core.protocol.Standing;
import io.quorate.core.protocol.Voice;
import io.quorate.core.protocol.Weighting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A pool of the candidate, before which recorded rounds are played again.
final class Bench {
    private final PoolPolicy pool;
    private final Prices prices;
    private final Rules rules;
    private final List<AgentPolicy> seated;

    Bench(PoolPolicy pool, Prices prices) {
        this.pool = pool;
        this.prices = prices;
        rules = Rules.of(pool);
        seated = pool.agents().stream().limit(pool.maxAgents()).toList();
    }

    PoolPolicy pool() {
        return pool;
    }

    /// Whether it declares agents, and fewer than it opens with.
    boolean isTooSmall() {
        return !seated.isEmpty() && pool.agents().size() < pool.minAgents();
    }

    /// @param reason how the pool's last round had ended
    Replayed replay(RoundReport recorded, OutcomeReason reason) {
        Heard heard = new Heard(recorded);
        List<Member> members = new ArrayList<>();
        List<SeatState> states = new ArrayList<>();
        seat(recorded.electorate(), heard, members, states);
        if (members.isEmpty()) {
            return new Replayed.Undetermined(Cause.VOTE_UNKNOWN);
        }
        Spending spending = spending(members, heard);
        Electorate electorate = electorate(recorded.electorate(), members);
        Gate gate = Gate.of(electorate, rules);
        if (isBeyondBound(gate, electorate, states, recorded.faults())) {
            return new Replayed.Decided(
                    Outcome.noConsensus(OutcomeReason.BYZANTINE_THRESHOLD_EXCEEDED), spending);
        }
        Count count = Count.of(electorate, gate, states);
        Resolution resolution = new Resolution(count, rules, heard.library());
        Optional<Outcome> outcome =
                count.awaited() > 0
                        ? resolution.certain()
                        : Optional.of(
                                resolution.outcome(
                                        reason == OutcomeReason.TIMEOUT
                                                ? Ending.DEADLINE
                                                : Ending.ALL_IN));
        if (outcome.isEmpty()) {
            return new Replayed.Undetermined(Cause.VOTE_UNKNOWN);
        }
        return hangsOnUncheckedEvidence(outcome.get(), recorded)
                ? new Replayed.Undetermined(Cause.EVIDENCE_UNKNOWN)
                : new Replayed.Decided(outcome.get(), spending);
    }

    /// The candidate's agents where it declares any, else those that had the seats.
    private void seat(
            Electorate recorded, Heard heard, List<Member> members, List<SeatState> states) {
        if (seated.isEmpty()) {
            for (Seat seat : recorded.seats()) {
                members.add(weighed(Member.of(seat)));
                states.add(heard.state(seat.agent(), seat.confidenceThreshold()));
            }
            return;
        }
        Map<AgentId, Seat> before = HashMap.newHashMap(recorded.size());
        recorded.seats().forEach(seat -> before.put(seat.agent(), seat));
        for (AgentPolicy agent : seated) {
            Seat seat = before.get(agent.id());
            members.add(weighed(seat == null ? newcomer(agent, recorded) : member(agent, seat)));
            states.add(heard.state(agent.id(), agent.confidenceThreshold()));
        }
    }

    private Spending spending(List<Member> members, Heard heard) {
        Spending spent = Spending.NONE;
        for (Member member : members) {
            if (heard.isAsked(member.agent())) {
                spent =
                        spent.plus(
                                prices.of(pool.id(), member.agent(), heard.usage(member.agent())));
            }
        }
        return spent;
    }

    private static Member member(AgentPolicy agent, Seat seat) {
        return new Member(
                agent.id(),
                agent.domain(),
                seat.standing(),
                seat.ownWeight(),
                agent.confidenceThreshold(),
                seat.voice());
    }

    /// Who joins a pool weighs nothing until it has proven itself, unless nobody has.
    private static Member newcomer(AgentPolicy agent, Electorate recorded) {
        return new Member(
                agent.id(),
                agent.domain(),
                Standing.PROBATION,
                recorded.unproven() ? Seat.MILLION : 0,
                agent.confidenceThreshold(),
                Voice.SILENT);
    }

    private Member weighed(Member member) {
        return pool.weighting() == Weighting.EQUAL
                ? new Member(
                        member.agent(),
                        member.domain(),
                        member.standing(),
                        Seat.MILLION,
                        member.confidenceThreshold(),
                        member.voice())
                : member;
    }

    private Electorate electorate(Electorate recorded, List<Member> members) {
        return Seating.of(
                pool.id(),
                pool.weighting(),
                recorded.choices(),
                members,
                new Seating.Experience(
                        recorded.unproven(), recorded.labelled(), recorded.outlook()),
                rules.cap());
    }

    private static boolean isBeyondBound(
            Gate gate, Electorate electorate, List<SeatState> states, List<Fault> faults) {
        int emptied = 0;
        Set<AgentId> proven = new HashSet<>();
        for (Fault fault : faults) {
            if (fault.proven()) {
                proven.add(fault.agent());
            }
        }
        int provenSeats = 0;
        for (int i = 0; i < states.size(); i++) {
            Seat seat = electorate.seats().get(i);
            boolean removed =
                    seat.standing() == Standing.QUARANTINED || seat.standing() == Standing.EXCLUDED;
            if (removed || states.get(i) instanceof SeatState.NotAdmitted) {
                emptied++;
            }
            if (proven.contains(seat.agent())) {
                provenSeats++;
            }
        }
        return emptied > gate.quorum().emptiedMax() || provenSeats > gate.quorum().f();
    }

    private boolean hangsOnUncheckedEvidence(Outcome outcome, RoundReport recorded) {
        return outcome.reason() == OutcomeReason.STRONG_MINORITY
                && rules.resolution().minorityOverrule() == MinorityOverrule.EVIDENCE
                && recorded.evidenceReview().isEmpty();
    }
}
