package io.quorate.engine.reputation;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.core.reputation.Ballot;
import io.quorate.core.reputation.Change;
import io.quorate.core.reputation.Episode;
import io.quorate.core.reputation.Knowledge;
import io.quorate.core.reputation.Lesson;
import io.quorate.core.reputation.Reputations;
import io.quorate.core.reputation.standing.Roll;
import io.quorate.engine.Ticker;
import io.quorate.engine.reputation.ReputationStore.Answer;
import io.quorate.engine.reputation.ReputationStore.Batch;
import io.quorate.engine.reputation.ReputationStore.Interest;
import io.quorate.engine.reputation.ReputationStore.News;
import io.quorate.engine.reputation.ReputationStore.PoolState;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where one pool is learnt about: what this sidecar knows of it, what of that the store has, and
/// the page that decisions read.
///
/// What is known here is what the store had, plus a batch under way, plus what was learnt since.
/// All are sums, so that an exchange with the store adds to each side what only the other one had,
/// and nothing is counted twice or lost.
///
/// Everything but [#page] runs on the desk's [Line], one thing after the other.
final class Desk {
    static final Duration EXCHANGE_EVERY = Duration.ofSeconds(1);

    private final PoolId pool;
    private final ReputationStore store;
    private final Learning.World world;
    private final Ticker ticker;
    private final Line line;
    private final Reputations known;
    private final Recollection recollection;
    private final Watch watch;
    private final Gossip gossip = new Gossip();
    private final Usher usher;
    private final Refitting refitting;
    private PoolState stored;
    private Knowledge unsent = Knowledge.NONE;
    private @Nullable Batch underWay;
    private long batches;
    private boolean exchangeDue;
    private boolean reviewDue;
    private long exchangedAt;
    private volatile PoolPage page;

    Desk(PoolPolicy policy, PoolState stored, Learning.World world) {
        this.pool = policy.id();
        this.stored = stored;
        this.world = world;
        this.store = world.store();
        this.ticker = world.ticker();
        this.line = new Line(ticker);
        this.known = new Reputations(policy.detection(), policy.reputation());
        this.recollection = new Recollection(stored.memory());
        this.watch = new Watch(policy, recollection.total());
        this.usher = new Usher(this, world);
        this.exchangedAt = ticker.nanos() - EXCHANGE_EVERY.toNanos();
        known.absorb(stored.knowledge());
        known.recall(stored.habits());
        watch.restore(stored.incidents());
        stored.memory().episodes().forEach(watch::missed);
        page = new PoolPage(policy, List.of(), Optional.empty(), known.insight());
        page = turned(policy);
        refitting = new Refitting(this, world);
    }

    PoolId pool() {
        return pool;
    }

    Line line() {
        return line;
    }

    Usher usher() {
        return usher;
    }

    Reputations known() {
        return known;
    }

    Watch watch() {
        return watch;
    }

    /// For any thread.
    Gossip gossip() {
        return gossip;
    }

    Recollection recollection() {
        return recollection;
    }

    PoolState stored() {
        return stored;
    }

    PoolPolicy policy() {
        return page.policy();
    }

    /// For any thread.
    PoolPage page() {
        return page;
    }

    /// The page under a policy that is in force from now on. For any thread.
    synchronized PoolPage follow(PoolPolicy policy) {
        if (!page.isUnder(policy)) {
            page = reread(policy);
            line.run(() -> {
                known.follow(policy.detection(), policy.reputation());
                watch.follow(policy);
                reviewSoon();
            });
        }
        return page;
    }

    /// The same page under a policy that is not in force, or no longer. For any thread.
    PoolPage reread(PoolPolicy policy) {
        PoolPage now = page;
        return new PoolPage(
                policy,
                now.registrations(),
                following(now.roll(), policy, now.registrations()),
                now.insight());
    }

    /// The roll that the store has, in line with the policy.
    Optional<Roll> roll() {
        return following(stored.roll(), policy(), stored.registrations());
    }

    long labelled(AgentId agent) {
        return known.of(agent).record().labelledVotes();
    }

    Optional<Roll> following(
            Optional<Roll> roll, PoolPolicy policy, List<Registration> registrations) {
        List<AgentId> declared = policy.agents().stream().map(AgentPolicy::id).toList();
        List<AgentId> registered = registrations.stream().map(Registration::agent).toList();
        Instant now = world.now();
        return roll.map(open ->
                        open.following(
                                declared, registered, policy.maxAgents(), this::labelledThen, now))
                .or(() ->
                        Roll.open(
                                declared, registered, policy.minAgents(), policy.maxAgents(), now));
    }

    /// As the page says, since other threads ask as well.
    private long labelledThen(AgentId agent) {
        return page.insight().of(agent).record().labelledVotes();
    }

    /// Learns from the pool's part of a decision.
    void learn(DecisionRecord decided, PoolOutcome outcome) {
        Instant at = decided.decidedAt();
        outcome.rounds().forEach(round -> watch.round(round, at));
        Lessons.votes(decided.id(), decided.choices(), outcome)
                .ifPresent(lesson -> {
                    watch.votes(lesson, known, at);
                    unsent = unsent.plus(Knowledge.of(known.learn(lesson)));
                });
        Episode episode = Lessons.episode(decided, outcome);
        if (!episode.isEmpty()) {
            watch.missed(episode);
            recollection.add(episode);
            watch.cluster(recollection, known, at);
        }
        reviewSoon();
        exchangeSoon();
    }

    /// The same label of all votes: as long as the decision is remembered, of those too that came
    /// after its outcome and stand in a record of their own.
    Lesson.Label recalled(Lesson.Label label) {
        return recollection.episodes().stream()
                .flatMap(episode -> episode.lesson().stream())
                .filter(lesson ->
                        lesson instanceof Lesson.Votes
                                && lesson.decision().equals(label.decision())
                                && lesson.choices().equals(label.choices()))
                .findFirst()
                .map(votes ->
                        new Lesson.Label(
                                label.decision(),
                                label.choices(),
                                together(label.ballots(), votes.ballots()),
                                label.right(),
                                label.source()))
                .orElse(label);
    }

    /// One of each agent.
    private static List<Ballot> together(List<Ballot> recorded, List<Ballot> remembered) {
        Map<AgentId, Ballot> all = new LinkedHashMap<>();
        recorded.forEach(ballot -> all.put(ballot.agent(), ballot));
        remembered.forEach(ballot -> all.putIfAbsent(ballot.agent(), ballot));
        return List.copyOf(all.values());
    }

    /// The store has taken over what a label taught, which is known here already.
    void labelled(Lesson.Label label, List<Change> taught, Instant at) {
        stored = stored.knowing(stored.knowledge().plus(Knowledge.of(taught)));
        known.observe(label, taught);
        recollection.add(new Episode(label.decision(), at, Optional.of(label), List.of()));
        watch.label(label, taught, known, at);
        reviewSoon();
        exchangeSoon();
    }

    /// The store has given up what a label had taught.
    void revoked(Knowledge taught) {
        stored = stored.knowing(stored.knowledge().minus(taught));
        known.absorb(taught.negated());
        reviewSoon();
        exchangeSoon();
    }

    /// The store has taken over what came of reading agreement again.
    void refitted(List<Change> changes) {
        stored = stored.knowing(stored.knowledge().plus(Knowledge.of(changes)));
        known.apply(changes);
        reviewSoon();
        exchangeSoon();
    }

    /// The store has another roll.
    void enrolled(PoolState after) {
        stored = after;
        reviewSoon();
        exchangeSoon();
    }

    /// Turns the page, and moves whom the rules want to be moved, once what is queued was learnt.
    void reviewSoon() {
        if (!reviewDue) {
            reviewDue = true;
            line.run(() -> {
                reviewDue = false;
                spread();
                turn();
                usher.review();
            });
        }
    }

    /// Tells rounds without an outcome what was found since the last review. What was found before
    /// the rules last moved an agent has been judged.
    private void spread() {
        for (AgentId agent : watch.takeTalkedOf()) {
            if (gossip.isHeard()) {
                roll().flatMap(open -> open.discipline(agent))
                        .ifPresent(discipline ->
                                gossip.tell(agent, watch.of(agent), discipline.since()));
            }
        }
    }

    private synchronized void turn() {
        page = turned(page.policy());
    }

    private PoolPage turned(PoolPolicy policy) {
        Optional<Roll> roll = following(stored.roll(), policy, stored.registrations());
        roll.ifPresent(open ->
                open.members().forEach((agent, member) -> known.enrol(agent, member.seniority())));
        return new PoolPage(policy, stored.registrations(), roll, known.insight());
    }

    /// Exchanges what is known with the store, at most once a second.
    void exchangeSoon() {
        if (exchangeDue) {
            return;
        }
        exchangeDue = true;
        Duration waited = Duration.ofNanos(ticker.nanos() - exchangedAt);
        if (waited.compareTo(EXCHANGE_EVERY) >= 0) {
            line.run(() -> exchange(() -> {}));
        } else {
            ticker.after(EXCHANGE_EVERY.minus(waited), () -> line.run(() -> exchange(() -> {})));
        }
    }

    /// Exchanges now.
    void exchange(Runnable then) {
        line.call(
                () -> {
                    exchangeDue = false;
                    exchangedAt = ticker.nanos();
                    Batch batch = underWay;
                    if (batch == null) {
                        batch = new Batch(++batches, news(), interest());
                        underWay = batch;
                    }
                    return store.exchange(pool, batch);
                },
                answer -> {
                    exchanged(answer);
                    then.run();
                });
    }

    private News news() {
        News news =
                new News(
                        unsent,
                        known.takeObserved(),
                        watch.takeUnsent(),
                        recollection.takeUnsent());
        unsent = Knowledge.NONE;
        return news;
    }

    private Interest interest() {
        return new Interest(
                watch.keptMax(),
                policy().detection().pairwiseAgentsMax(),
                recollection.storedTotal());
    }

    private void exchanged(Answer<PoolState> answer) {
        switch (answer) {
            case Answer.Done<PoolState>(PoolState state) -> {
                Batch sent = Objects.requireNonNull(underWay);
                underWay = null;
                Knowledge news =
                        state.knowledge().minus(stored.knowledge().plus(sent.news().knowledge()));
                if (!news.isNothing()) {
                    known.absorb(news);
                }
                known.recall(state.habits());
                recollection.takeOver(state.memory()).forEach(watch::missed);
                stored = state;
                watch.restore(state.incidents());
                refitting.exchanged();
                reviewSoon();
            }
            // The same batch goes again, under the same number.
            case Answer.Unavailable<PoolState> _ -> exchangeSoon();
        }
    }
}
