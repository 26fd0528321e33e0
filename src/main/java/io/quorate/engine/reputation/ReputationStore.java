package io.quorate.engine.reputation;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.CanaryId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.reputation.Episode;
import io.quorate.core.reputation.Habits;
import io.quorate.core.reputation.Knowledge;
import io.quorate.core.reputation.standing.Incident;
import io.quorate.core.reputation.standing.Roll;
import io.quorate.engine.Notice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// What all sidecars know together of pools and agents.
///
/// An implementation MUST NOT block the caller, MUST complete each stage with a value for whatever
/// the world does, MUST make each call one transaction, and MUST tell the other sidecars of a pool
/// that changed, with the next exchange and no more often than that. What stands in it outlives
/// every sidecar.
///
/// Notices are kept by the transaction that they are about until the log has them ([#settle]), so
/// that nothing takes effect that is not recorded sooner or later.
public interface ReputationStore {
    /// Every pool that is known.
    CompletionStage<Answer<List<PoolState>>> load();

    /// Adds what was learnt here and reads what everybody knows. A batch whose number was seen
    /// before from this sidecar MUST NOT be added again. Observations MUST be added in the order of
    /// the batches, and of episodes no more than [Episode#LATEST] MUST be kept for good.
    CompletionStage<Answer<PoolState>> exchange(PoolId pool, Batch batch);

    /// Replaces a pool's roll if its generation is still the one given.
    CompletionStage<Answer<Enrolled>> enrol(PoolId pool, long generation, Enrolling enrolling);

    /// Keeps a label and adds what it teaches, unless the decision has one in this pool.
    CompletionStage<Answer<Labelled>> label(Label label, Knowledge taught, Tale tale);

    /// The label that stands for a decision in a pool.
    CompletionStage<Answer<Optional<KeptLabel>>> labelOf(DecisionId decision, PoolId pool);

    /// The labels that a canary gave and that stand, the oldest first.
    CompletionStage<Answer<List<Label>>> labelsOf(CanaryId canary, int labelsMax);

    /// Takes a label and what it taught back, if it still stands.
    CompletionStage<Answer<Revoked>> revoke(KeptLabel label, Tale tale);

    /// Adds what comes of reading agreement again, unless a sidecar did so on this occasion or a
    /// later one.
    CompletionStage<Answer<Refitted>> refit(
            PoolId pool, long occasion, Knowledge change, Tale tale);

    /// What happened to an agent, the latest first.
    CompletionStage<Answer<List<Event>>> history(PoolId pool, AgentId agent, int eventsMax);

    /// Notices of this sidecar's origin that the log may not have yet, the oldest first.
    CompletionStage<Answer<List<Due>>> due(int noticesMax);

    /// The log has these notices.
    CompletionStage<Answer<Integer>> settle(List<Long> notices);

    /// What the world allowed.
    sealed interface Answer<T> {
        record Done<T>(T value) implements Answer<T> {}

        /// The store could not be reached; whether the call took effect may be unknown.
        record Unavailable<T>(String cause) implements Answer<T> {}
    }

    /// A pool as the store has it.
    ///
    /// @param generation counts the changes of the roll
    /// @param incidents the latest findings about each agent, in the order of their times
    /// @param memory the latest episodes, as far as they were asked for
    record PoolState(
            PoolId pool,
            long generation,
            Optional<Roll> roll,
            List<Registration> registrations,
            Knowledge knowledge,
            Habits habits,
            List<Sighted> incidents,
            Memory memory) {
        public PoolState {
            registrations = List.copyOf(registrations);
            incidents = List.copyOf(incidents);
        }

        PoolState knowing(Knowledge other) {
            return new PoolState(
                    pool, generation, roll, registrations, other, habits, incidents, memory);
        }

        PoolState enrolled(long next, Enrolling enrolling) {
            List<Registration> all = new ArrayList<>(registrations);
            all.addAll(enrolling.registrations());
            return new PoolState(
                    pool, next, enrolling.roll(), all, knowledge, habits, incidents, memory);
        }

        /// Of a pool that nobody has heard of.
        public static PoolState blank(PoolId pool) {
            return new PoolState(
                    pool,
                    0,
                    Optional.empty(),
                    List.of(),
                    Knowledge.NONE,
                    Habits.NONE,
                    List.of(),
                    Memory.NONE);
        }
    }

    /// What a pool remembers.
    ///
    /// @param episodes the latest, in the order in which the store took them in
    /// @param total how many there were ever
    record Memory(List<Episode> episodes, long total) {
        public static final Memory NONE = new Memory(List.of(), 0);

        public Memory {
            episodes = List.copyOf(episodes);
        }
    }

    /// A finding about an agent.
    record Sighted(AgentId agent, Incident incident) {}

    /// What one sidecar learnt since its last batch.
    ///
    /// @param number counts the batches of this sidecar and pool, from 1
    record Batch(long number, News news, Interest interest) {}

    /// What is new since some moment.
    record News(
            Knowledge knowledge,
            Habits.Observed observed,
            List<Sighted> incidents,
            List<Episode> episodes) {
        public static final News NONE =
                new News(Knowledge.NONE, Habits.Observed.NOTHING, List.of(), List.of());

        public News {
            incidents = List.copyOf(incidents);
            episodes = List.copyOf(episodes);
        }

        public boolean isNothing() {
            return equals(NONE);
        }
    }

    /// How much of what all know a sidecar wants to hear.
    ///
    /// @param incidentsMax how many findings of each kind about an agent
    /// @param comparedMax how many agents are compared with each other
    /// @param remembered how many episodes of all that ever were it has heard of
    record Interest(int incidentsMax, int comparedMax, long remembered) {}

    /// A roll on its way into the store.
    ///
    /// @param roll empty while the pool waits for more agents
    /// @param registrations agents that joined with it
    record Enrolling(Optional<Roll> roll, List<Registration> registrations, Tale tale) {
        public Enrolling {
            registrations = List.copyOf(registrations);
        }
    }

    /// What is told of a change: to those who ask for an agent's history, and to the log.
    record Tale(List<Event> events, List<Notice> notices) {
        public static final Tale NONE = new Tale(List.of(), List.of());

        public Tale {
            events = List.copyOf(events);
            notices = List.copyOf(notices);
        }
    }

    /// One thing that happened to an agent, in words.
    ///
    /// @param kind of the log's record about it
    record Event(PoolId pool, AgentId agent, Instant at, String kind, String text) {}

    /// Who says which choice of a decision was right.
    ///
    /// @param decision or the name under which a canary was asked
    /// @param reporter the service or the canary that says so; empty for a nameless service
    record Label(
            DecisionId decision,
            PoolId pool,
            Choice right,
            String source,
            String reporter,
            Instant at) {}

    /// A label that stands, with what it taught.
    ///
    /// @param id tells it from an earlier, revoked one of the same decision
    record KeptLabel(long id, Label label, Knowledge taught) {}

    /// A notice and the number that it is kept under.
    record Due(long id, Notice notice) {}

    /// What came of replacing a roll.
    sealed interface Enrolled {
        record Written(long generation, List<Due> due) implements Enrolled {}

        /// Another sidecar changed the roll first.
        record Stale() implements Enrolled {}
    }

    /// What came of a label.
    sealed interface Labelled {
        record Kept(List<Due> due) implements Labelled {}

        /// The decision has a label in this pool.
        record Known(Label first) implements Labelled {}
    }

    /// What came of a revocation.
    sealed interface Revoked {
        record Done(List<Due> due) implements Revoked {}

        /// It does not stand any more.
        record Gone() implements Revoked {}
    }

    /// What came of reading agreement again.
    sealed interface Refitted {
        record Done(List<Due> due) implements Refitted {}

        /// Another sidecar did.
        record Gone() implements Refitted {}
    }
}
