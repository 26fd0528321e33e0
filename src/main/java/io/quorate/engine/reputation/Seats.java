package io.quorate.engine.reputation;

import io.quorate.core.consensus.Member;
import io.quorate.core.consensus.Quorum;
import io.quorate.core.consensus.Rules;
import io.quorate.core.consensus.Seating;
import io.quorate.core.consensus.admission.Roster;
import io.quorate.core.consensus.admission.VoteSignature;
import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.Standing;
import io.quorate.core.protocol.Voice;
import io.quorate.core.reputation.Candidate;
import io.quorate.core.reputation.GateWeights;
import io.quorate.core.reputation.Insight;
import io.quorate.core.reputation.Reputation;
import io.quorate.core.reputation.standing.Discipline;
import io.quorate.core.reputation.standing.Enrolment;
import io.quorate.core.reputation.standing.Roll;
import io.quorate.core.reputation.standing.Standings;
import java.math.BigDecimal;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// How the agents of an open pool become voters: each is weighed by what the pool's weighting reads
/// of it, and has the voice that labels gave it.
final class Seats {
    private final PoolPage page;
    private final PoolPolicy policy;
    private final Insight insight;
    private final Roll roll;

    Seats(PoolPage page, Roll roll) {
        this.page = page;
        this.policy = page.policy();
        this.insight = page.insight();
        this.roll = roll;
    }

    Sitting sitting(List<Choice> choices) {
        Rules rules = Rules.of(policy);
        List<AgentId> seated = roll.plan().seats();
        GateWeights weighed =
                GateWeights.of(
                        seated.stream().map(this::candidate).toList(),
                        policy.weighting(),
                        policy.reputation(),
                        Quorum.of(seated.size(), rules.heads()).q(),
                        choices.size());
        List<Member> members = new ArrayList<>(seated.size());
        for (int i = 0; i < seated.size(); i++) {
            Discipline discipline = discipline(seated.get(i));
            members.add(member(seated.get(i), discipline, weighed.weights().get(i), choices));
        }
        Seating.Experience experience =
                new Seating.Experience(
                        weighed.unproven(), insight.labelled(), insight.outlook(choices));
        return new Sitting(
                Seating.of(
                        policy.id(), policy.weighting(), choices, members, experience, rules.cap()),
                roster());
    }

    /// Who may take a seat in a further round, in that order, weighed beside those that sit.
    /// Whether the pool is unproven is settled by its seats.
    List<Member> standbys(Electorate electorate) {
        List<AgentId> waiting =
                roll.plan().standbys().stream()
                        .filter(agent -> !discipline(agent).lostItsSeat())
                        .limit(electorate.size())
                        .toList();
        List<Candidate> all = new ArrayList<>();
        roll.plan().seats().forEach(agent -> all.add(candidate(agent)));
        waiting.forEach(
                agent -> all.add(new Candidate(reputation(agent), seated(agent), own(agent))));
        List<Long> weights =
                GateWeights.of(
                                all,
                                policy.weighting(),
                                policy.reputation(),
                                electorate.unproven() ? Integer.MAX_VALUE : 0,
                                electorate.choices().size())
                        .weights();
        List<Member> standbys = new ArrayList<>(waiting.size());
        for (AgentId agent : waiting) {
            long weight = weights.get(electorate.size() + standbys.size());
            standbys.add(member(agent, seated(agent), weight, electorate.choices()));
        }
        return standbys;
    }

    private Candidate candidate(AgentId agent) {
        return new Candidate(reputation(agent), discipline(agent), own(agent));
    }

    private Member member(AgentId agent, Discipline discipline, long weight, List<Choice> choices) {
        AgentPolicy declared = declared(agent);
        return new Member(
                agent,
                declared.domain(),
                discipline.standing(),
                weight,
                declared.confidenceThreshold(),
                insight.labelled() ? insight.voice(agent, choices) : Voice.SILENT);
    }

    /// The agents without a seat, those in quarantine, and the keys of those that sign.
    private Roster roster() {
        Set<AgentId> unseated = new HashSet<>(roll.plan().standbys());
        Set<AgentId> shadows = new HashSet<>();
        Map<AgentId, PublicKey> keys = new HashMap<>();
        for (AgentPolicy agent : page.agents().values()) {
            roll.discipline(agent.id())
                    .filter(discipline -> discipline.standing() == Standing.QUARANTINED)
                    .ifPresent(_ -> shadows.add(agent.id()));
            agent.publicKey()
                    .flatMap(VoteSignature::key)
                    .ifPresent(key -> keys.put(agent.id(), key));
        }
        return new Roster(unseated, shadows, keys);
    }

    private Reputation reputation(AgentId agent) {
        return new Reputation(agent, enrolment(agent).seniority(), insight.of(agent).record());
    }

    private Discipline seated(AgentId agent) {
        Discipline discipline = discipline(agent);
        return discipline.standing() == Standing.STANDBY
                ? Standings.seated(
                        discipline, insight.of(agent).record().labelledVotes(), discipline.since())
                : discipline;
    }

    private Discipline discipline(AgentId agent) {
        return enrolment(agent).discipline();
    }

    private Enrolment enrolment(AgentId agent) {
        return Objects.requireNonNull(roll.members().get(agent), "everybody placed is a member");
    }

    private AgentPolicy declared(AgentId agent) {
        return Objects.requireNonNull(
                page.agents().get(agent), "who is placed is declared or registered");
    }

    /// What an agent weighs under `specialization` before anything is learnt.
    private double own(AgentId agent) {
        AgentPolicy declared = declared(agent);
        return declared.specialization()
                .map(field -> policy.specializationWeights().getOrDefault(field, BigDecimal.ONE))
                .orElse(BigDecimal.ONE)
                .multiply(declared.baseWeight())
                .doubleValue();
    }
}
