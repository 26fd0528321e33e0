package io.quorate.engine.canary;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.CanaryId;
import io.quorate.core.protocol.PoolId;
import io.quorate.engine.reputation.ReputationStore.Answer;
import io.quorate.engine.reputation.ReputationStore.Due;
import io.quorate.engine.reputation.ReputationStore.Tale;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A register with its showings that lasts as long as the process; for tests and simulations.
public final class InMemoryCanaries implements CanaryRegister, CanaryShowings {
    private final TreeMap<CanaryId, Kept> canaries = new TreeMap<>();
    private final Map<Showing, Instant> showings = new HashMap<>();
    private long notices;

    private record Showing(PoolId pool, AgentId agent, CanaryId canary) {}

    @Override
    public CompletionStage<Answer<Adding>> add(Kept canary, Tale tale) {
        Kept first = canaries.putIfAbsent(canary.canary().id(), canary);
        return done(first == null ? new Adding.Added(due(tale)) : new Adding.Taken(first));
    }

    @Override
    public CompletionStage<Answer<Retiring>> retire(CanaryId id, Instant at, Tale tale) {
        Kept kept = canaries.get(id);
        if (kept == null) {
            return done(new Retiring.Unknown());
        }
        if (kept.retiredAt().isPresent()) {
            return done(new Retiring.Already(kept));
        }
        Kept retired =
                new Kept(
                        kept.canary(),
                        kept.pools(),
                        kept.operator(),
                        kept.addedAt(),
                        Optional.of(at));
        canaries.put(id, retired);
        return done(new Retiring.Retired(retired, due(tale)));
    }

    @Override
    public CompletionStage<Answer<List<Kept>>> list(Optional<CanaryId> after, int most) {
        return done(
                canaries.values().stream()
                        .filter(kept ->
                                after.isEmpty() || kept.canary().id().compareTo(after.get()) > 0)
                        .limit(most)
                        .toList());
    }

    @Override
    public CompletionStage<Answer<Optional<Drawn>>> draw(Draw draw) {
        SortedSet<CanaryId> known = new TreeSet<>(draw.filed());
        canaries.values().stream()
                .filter(kept -> kept.retiredAt().isEmpty() && kept.pools().contains(draw.pool()))
                .forEach(kept -> known.add(kept.canary().id()));
        List<CanaryId> ids = known.stream().filter(id -> isUnshown(draw, id)).toList();
        if (ids.isEmpty()) {
            return done(Optional.empty());
        }
        CanaryId id = ids.get((int) (draw.chance() * ids.size()));
        draw.agents()
                .forEach(agent -> showings.put(new Showing(draw.pool(), agent, id), draw.at()));
        return done(
                Optional.of(
                        draw.filed().contains(id)
                                ? new Drawn.Filed(id)
                                : new Drawn.Stored(canaries.get(id).canary())));
    }

    private boolean isUnshown(Draw draw, CanaryId id) {
        return draw.agents().stream()
                .map(agent -> showings.get(new Showing(draw.pool(), agent, id)))
                .noneMatch(at -> at != null && at.isAfter(draw.notSince()));
    }

    private List<Due> due(Tale tale) {
        return tale.notices().stream().map(notice -> new Due(++notices, notice)).toList();
    }

    private static <T> CompletionStage<Answer<T>> done(T value) {
        return CompletableFuture.completedStage(new Answer.Done<>(value));
    }
}
