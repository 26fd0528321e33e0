package io.quorate.core.planning.replay;

import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.QuarantinePolicy;
import io.quorate.core.policy.QuarantineRule;
import io.quorate.core.policy.QuarantineRule.Consequence;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.reputation.standing.Discipline;
import io.quorate.core.reputation.standing.Incident;
import io.quorate.core.reputation.standing.Move;
import io.quorate.core.reputation.standing.Standings;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Moves agents by the candidate's quarantine rules and by nothing else, as what is on record about
/// them comes along in the order of its times.
///
/// Every agent begins as a founder. Neither labels nor operators end a probation here; of that the
/// rules say nothing.
final class Penalties {
    private static final int MOVES_AT_ONCE_MAX = 4;

    private final Map<PoolId, Pool> pools = new HashMap<>();
    private final Map<Member, Life> lives = new HashMap<>();

    Penalties(Policy candidate) {
        candidate.pools().forEach((id, pool) -> pools.put(id, Pool.of(pool)));
    }

    private record Member(PoolId pool, AgentId agent) {}

    /// @param kept findings of one kind that are kept of an agent: more no rule counts
    /// @param missing whether missed votes have a consequence
    private record Pool(
            PoolPolicy policy,
            QuarantinePolicy rules,
            Standings standings,
            int kept,
            boolean missing) {
        static Pool of(PoolPolicy policy) {
            QuarantinePolicy rules = policy.quarantine();
            return new Pool(
                    policy,
                    rules,
                    new Standings(rules),
                    rules.rules().stream().mapToInt(QuarantineRule::count).max().orElse(1),
                    rules.slowAgent().then() != Consequence.ALERT);
        }

        boolean seats(AgentId agent) {
            return policy.agents().isEmpty()
                    || policy.agents().stream().anyMatch(declared -> declared.id().equals(agent));
        }
    }

    /// What became of one agent.
    private static final class Life {
        private final Map<FaultKind, Deque<Incident>> incidents = new EnumMap<>(FaultKind.class);
        private final Deque<Instant> misses = new ArrayDeque<>();
        private Discipline discipline;
        private long recorded;
        private long candidate;

        Life(Instant begin) {
            discipline = Discipline.founder(begin);
        }

        List<Incident> inOrder() {
            return incidents.values().stream()
                    .flatMap(Deque::stream)
                    .sorted(Comparator.comparing(Incident::at))
                    .toList();
        }

        void moved(Move move) {
            discipline = move.to();
            candidate += discipline.lostItsSeat() ? 1 : 0;
            incidents.clear();
            misses.clear();
        }
    }

    void take(Episode episode) {
        Member member = new Member(episode.pool(), episode.agent());
        Life life = lives.computeIfAbsent(member, _ -> new Life(episode.at()));
        Optional<Pool> pool =
                Optional.ofNullable(pools.get(episode.pool()))
                        .filter(known -> known.seats(episode.agent()));
        switch (episode) {
            case Episode.Removed _ -> life.recorded++;
            case Episode.Found found ->
                    pool.ifPresent(known -> {
                        serve(known, found.agent(), life, found.at());
                        keep(
                                life.incidents.computeIfAbsent(
                                        found.kind(), _ -> new ArrayDeque<>()),
                                new Incident(found.kind(), found.at(), ""),
                                known.kept());
                        serve(known, found.agent(), life, found.at());
                    });
            case Episode.Missed missed ->
                    pool.filter(Pool::missing)
                            .ifPresent(known -> {
                                serve(known, missed.agent(), life, missed.at());
                                int most = known.rules().slowAgent().misses();
                                keep(life.misses, missed.at(), most);
                                if (life.misses.size() == most) {
                                    serve(known, missed.agent(), life, missed.at());
                                }
                            });
        }
    }

    private static <T> void keep(Deque<T> kept, T last, int most) {
        kept.addLast(last);
        if (kept.size() > most) {
            kept.removeFirst();
        }
    }

    /// What is due at that time: a quarantine ends, a rule is met.
    private static void serve(Pool pool, AgentId agent, Life life, Instant now) {
        for (int i = 0; i < MOVES_AT_ONCE_MAX; i++) {
            Optional<Move> move =
                    pool.standings()
                            .next(agent, life.discipline, life.inOrder(), 0, now)
                            .or(() ->
                                    pool.standings()
                                            .slow(
                                                    agent,
                                                    life.discipline,
                                                    List.copyOf(life.misses),
                                                    0,
                                                    now));
            if (move.isEmpty()) {
                return;
            }
            life.moved(move.get());
        }
    }

    /// How often each agent of a pool would have lost its seat, of those that would have.
    Map<AgentId, Long> removed(PoolId pool) {
        Map<AgentId, Long> removed = new HashMap<>();
        lives.forEach((member, life) -> {
            if (member.pool().equals(pool) && life.candidate > 0) {
                removed.put(member.agent(), life.candidate);
            }
        });
        return removed;
    }

    Removals removals() {
        List<Removals.OfAgent> agents =
                lives.entrySet().stream()
                        .map(entry ->
                                new Removals.OfAgent(
                                        entry.getKey().pool(),
                                        entry.getKey().agent(),
                                        entry.getValue().recorded,
                                        entry.getValue().candidate))
                        .filter(agent -> agent.recorded() + agent.candidate() > 0)
                        .sorted(
                                Comparator.<Removals.OfAgent>comparingLong(agent ->
                                                -Math.max(agent.recorded(), agent.candidate()))
                                        .thenComparing(agent -> agent.pool().value())
                                        .thenComparing(agent -> agent.agent().value()))
                        .toList();
        return new Removals(
                agents.stream().mapToLong(Removals.OfAgent::recorded).sum(),
                agents.stream().mapToLong(Removals.OfAgent::candidate).sum(),
                agents.stream().limit(Removals.AGENTS_MAX).toList());
    }
}
