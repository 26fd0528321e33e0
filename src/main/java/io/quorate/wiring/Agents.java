package io.quorate.wiring;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quorate.edge.validators.Connections;
import io.quorate.engine.Ids;
import io.quorate.engine.Ledger;
import io.quorate.engine.PolicySource;
import io.quorate.engine.Recorder;
import io.quorate.engine.Signals;
import io.quorate.engine.Ticker;
import io.quorate.engine.Validations;
import io.quorate.engine.canary.Canaries;
import io.quorate.engine.canary.CanaryMixing;
import io.quorate.engine.policy.PolicyBook;
import io.quorate.engine.poll.Answer;
import io.quorate.engine.poll.Means;
import io.quorate.engine.reputation.CanaryLessons;
import io.quorate.engine.reputation.Electorates;
import io.quorate.engine.reputation.Learning;
import io.quorate.engine.reputation.ReputationBook;
import io.quorate.host.store.canary.CanaryRows;
import io.quorate.host.store.canary.PanacheCanaries;
import io.quorate.host.store.reputation.PostgresReputations;
import io.quorate.host.store.reputation.PostgresShowings;
import io.smallrye.faulttolerance.api.TypedGuard;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The ways to the agents, and what asks them: each question to an agent has a virtual thread of
/// its own.
final class Agents {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @RegisterForReflection
    private static final class AnswerStage extends TypeLiteral<CompletionStage<Answer>> {
        private static final long serialVersionUID = 1L;
    }

    @Produces
    @Singleton
    Connections connections(LivePolicy policies, Ticker ticker) {
        Connections connections =
                new Connections(
                        ticker,
                        name ->
                                Optional.ofNullable(System.getenv(name))
                                        .map(String::strip)
                                        .filter(value -> !value.isEmpty()),
                        () -> TypedGuard.create(new AnswerStage()),
                        threads);
        policies.tell(connections::follow);
        return connections;
    }

    void close(@Disposes Connections connections) {
        connections.close();
        threads.shutdownNow();
    }

    @Produces
    @Singleton
    Means means(Connections connections, Ticker ticker, Ids ids, Signals signals) {
        return new Means(connections, ticker, ids, signals, threads);
    }

    @Produces
    @Singleton
    PanacheCanaries register(CanaryRows rows, PostgresReputations reputations) {
        return new PanacheCanaries(rows, reputations);
    }

    void close(@Disposes PanacheCanaries register) {
        register.close();
    }

    @Produces
    @Singleton
    PostgresShowings showings(PostgresReputations reputations) {
        return new PostgresShowings(reputations);
    }

    @Produces
    @Singleton
    Canaries canaries(PanacheCanaries register, PolicySource policies, Learning book) {
        return new Canaries(register, policies, book);
    }

    @Produces
    @Singleton
    CanaryMixing mixing(
            PostgresShowings showings, PolicyBook policies, Learning book, Means means) {
        return new CanaryMixing(
                showings,
                () -> policies.inForce().loaded().canaries(),
                new Electorates(book),
                means,
                new CanaryLessons(book));
    }

    @Produces
    @Singleton
    Validations validations(
            PolicySource policies,
            Recorder recorder,
            Ledger ledger,
            ReputationBook book,
            Means means,
            CanaryMixing mixing) {
        return new Validations(policies, recorder, ledger, book, means, mixing);
    }
}
