package io.quorate.engine.reputation;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.CanaryId;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.reputation.Episode;
import io.quorate.core.reputation.Knowledge;
import io.quorate.core.reputation.Lesson;
import io.quorate.engine.Notice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/// A store that lasts as long as the process, for any number of sidecars; for tests and
/// simulations.
public final class InMemoryReputations {
    private final Map<PoolId, ReputationStore.PoolState> pools = new TreeMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final List<ReputationStore.KeptLabel> labels = new ArrayList<>();
    private final List<ReputationStore.Event> events = new ArrayList<>();
    private final Map<Long, Kept> due = new TreeMap<>();
    private final List<Sidecar> sidecars = new ArrayList<>();
    private long ids;

    private record Kept(String origin, Notice notice) {}

    /// The store as one sidecar sees it that has just started.
    public ReputationStore sidecar(String origin, Consumer<PoolId> changed) {
        Sidecar sidecar = new Sidecar(origin, "run-" + sidecars.size(), changed);
        sidecars.add(sidecar);
        return sidecar;
    }

    private final class Sidecar implements ReputationStore {
        private final String origin;
        private final String name;
        private final Consumer<PoolId> changed;

        Sidecar(String origin, String name, Consumer<PoolId> changed) {
            this.origin = origin;
            this.name = name;
            this.changed = changed;
        }

        @Override
        public CompletionStage<Answer<List<PoolState>>> load() {
            return done(List.copyOf(pools.values()));
        }

        @Override
        public CompletionStage<Answer<PoolState>> exchange(PoolId pool, Batch batch) {
            long last = numbers.getOrDefault(name + pool, 0L);
            if (batch.number() > last && !batch.news().isNothing()) {
                numbers.put(name + pool, batch.number());
                pools.put(pool, taken(state(pool), batch));
                tell(pool);
            }
            PoolState after = state(pool);
            List<Episode> all = after.memory().episodes();
            long unheard = after.memory().total() - batch.interest().remembered();
            List<Episode> news = all.subList((int) Math.max(0, all.size() - unheard), all.size());
            return done(with(after, new Memory(news, after.memory().total())));
        }

        private PoolState taken(PoolState before, Batch batch) {
            News news = batch.news();
            List<Sighted> incidents = new ArrayList<>(before.incidents());
            incidents.addAll(news.incidents());
            List<Episode> episodes = new ArrayList<>(before.memory().episodes());
            episodes.addAll(news.episodes());
            return new PoolState(
                    before.pool(),
                    before.generation(),
                    before.roll(),
                    before.registrations(),
                    before.knowledge().plus(news.knowledge()),
                    before.habits().after(news.observed(), batch.interest().comparedMax()),
                    incidents,
                    new Memory(
                            episodes.subList(
                                    Math.max(0, episodes.size() - Episode.LATEST), episodes.size()),
                            before.memory().total() + news.episodes().size()));
        }

        private PoolState with(PoolState state, Memory memory) {
            return new PoolState(
                    state.pool(),
                    state.generation(),
                    state.roll(),
                    state.registrations(),
                    state.knowledge(),
                    state.habits(),
                    state.incidents(),
                    memory);
        }

        @Override
        public CompletionStage<Answer<Enrolled>> enrol(
                PoolId pool, long generation, Enrolling enrolling) {
            PoolState before = state(pool);
            if (before.generation() != generation) {
                return done(new Enrolled.Stale());
            }
            pools.put(pool, before.enrolled(generation + 1, enrolling));
            tell(pool);
            return done(new Enrolled.Written(generation + 1, keep(origin, enrolling.tale())));
        }

        @Override
        public CompletionStage<Answer<Labelled>> label(Label label, Knowledge taught, Tale tale) {
            Optional<KeptLabel> first = find(label.decision(), label.pool());
            if (first.isPresent()) {
                return done(new Labelled.Known(first.get().label()));
            }
            labels.add(new KeptLabel(ids++, label, taught));
            know(label.pool(), taught);
            return done(new Labelled.Kept(keep(origin, tale)));
        }

        @Override
        public CompletionStage<Answer<Optional<KeptLabel>>> labelOf(
                DecisionId decision, PoolId pool) {
            return done(find(decision, pool));
        }

        @Override
        public CompletionStage<Answer<List<Label>>> labelsOf(CanaryId canary, int labelsMax) {
            return done(
                    labels.stream()
                            .map(KeptLabel::label)
                            .filter(label ->
                                    label.source().equals(Lesson.Source.CANARY.name())
                                            && label.reporter().equals(canary.value()))
                            .limit(labelsMax)
                            .toList());
        }

        @Override
        public CompletionStage<Answer<Revoked>> revoke(KeptLabel label, Tale tale) {
            if (!labels.removeIf(kept -> kept.id() == label.id())) {
                return done(new Revoked.Gone());
            }
            know(label.label().pool(), label.taught().negated());
            return done(new Revoked.Done(keep(origin, tale)));
        }

        @Override
        public CompletionStage<Answer<Refitted>> refit(
                PoolId pool, long occasion, Knowledge change, Tale tale) {
            if (occasion <= numbers.getOrDefault("refit" + pool, 0L)) {
                return done(new Refitted.Gone());
            }
            numbers.put("refit" + pool, occasion);
            know(pool, change);
            return done(new Refitted.Done(keep(origin, tale)));
        }

        @Override
        public CompletionStage<Answer<List<Event>>> history(
                PoolId pool, AgentId agent, int eventsMax) {
            return done(
                    events.reversed().stream()
                            .filter(event ->
                                    event.pool().equals(pool) && event.agent().equals(agent))
                            .limit(eventsMax)
                            .toList());
        }

        @Override
        public CompletionStage<Answer<List<Due>>> due(int noticesMax) {
            List<Due> all = new ArrayList<>();
            due.forEach((id, kept) -> {
                if (kept.origin().equals(origin)) {
                    all.add(new Due(id, kept.notice()));
                }
            });
            return done(all.stream().limit(noticesMax).toList());
        }

        @Override
        public CompletionStage<Answer<Integer>> settle(List<Long> notices) {
            notices.forEach(due::remove);
            return done(notices.size());
        }

        private void know(PoolId pool, Knowledge more) {
            PoolState before = state(pool);
            pools.put(pool, before.knowing(before.knowledge().plus(more)));
            tell(pool);
        }

        private void tell(PoolId pool) {
            sidecars.stream()
                    .filter(other -> other != this)
                    .forEach(other -> other.changed.accept(pool));
        }
    }

    private ReputationStore.PoolState state(PoolId pool) {
        return pools.getOrDefault(pool, ReputationStore.PoolState.blank(pool));
    }

    private Optional<ReputationStore.KeptLabel> find(DecisionId decision, PoolId pool) {
        return labels.stream()
                .filter(kept ->
                        kept.label().decision().equals(decision)
                                && kept.label().pool().equals(pool))
                .findFirst();
    }

    private List<ReputationStore.Due> keep(String origin, ReputationStore.Tale tale) {
        events.addAll(tale.events());
        List<ReputationStore.Due> kept = new ArrayList<>();
        for (Notice notice : tale.notices()) {
            due.put(ids, new Kept(origin, notice));
            kept.add(new ReputationStore.Due(ids++, notice));
        }
        return kept;
    }

    private static <T> CompletionStage<ReputationStore.Answer<T>> done(T value) {
        return CompletableFuture.completedStage(new ReputationStore.Answer.Done<>(value));
    }
}
