package io.quorate.host.store.canary;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import io.quorate.core.protocol.CanaryId;
import io.quorate.engine.canary.CanaryRegister;
import io.quorate.engine.reputation.ReputationStore.Answer;
import io.quorate.engine.reputation.ReputationStore.Due;
import io.quorate.engine.reputation.ReputationStore.Tale;
import io.quorate.host.store.Connections;
import io.quorate.host.store.reputation.PostgresReputations;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.hibernate.exception.ConstraintViolationException;

/// The register in PostgreSQL. Each call is a transaction on a thread of its own.
public final class PanacheCanaries implements CanaryRegister, AutoCloseable {
    private final CanaryRows rows;
    private final PostgresReputations beside;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// @param beside keeps what is told of changes
    public PanacheCanaries(CanaryRows rows, PostgresReputations beside) {
        this.rows = rows;
        this.beside = beside;
    }

    @Override
    public CompletionStage<Answer<Adding>> add(Kept canary, Tale tale) {
        return later(() -> {
            try {
                return transact(() -> addOrFind(canary, tale));
            } catch (ConstraintViolationException _) {
                // Somebody added one of that id at the same moment; it is there now.
                return transact(() -> addOrFind(canary, tale));
            }
        });
    }

    private Adding addOrFind(Kept canary, Tale tale) {
        Optional<CanaryRow> first = rows.findByIdOptional(canary.canary().id().value());
        if (first.isPresent()) {
            return new Adding.Taken(first.get().kept());
        }
        rows.persistAndFlush(CanaryRow.of(canary));
        return new Adding.Added(keep(tale));
    }

    @Override
    public CompletionStage<Answer<Retiring>> retire(CanaryId id, Instant at, Tale tale) {
        return later(() -> transact(() -> retireOnce(id, at, tale)));
    }

    private Retiring retireOnce(CanaryId id, Instant at, Tale tale) {
        Optional<CanaryRow> found = rows.toChange(id.value());
        if (found.isEmpty()) {
            return new Retiring.Unknown();
        }
        CanaryRow row = found.get();
        if (row.isRetired()) {
            return new Retiring.Already(row.kept());
        }
        row.retire(at);
        return new Retiring.Retired(row.kept(), keep(tale));
    }

    @Override
    public CompletionStage<Answer<List<Kept>>> list(Optional<CanaryId> after, int most) {
        return later(() ->
                transact(() ->
                        rows.after(after.map(CanaryId::value).orElse(""), most).stream()
                                .map(CanaryRow::kept)
                                .toList()));
    }

    private List<Due> keep(Tale tale) {
        return rows.getSession().doReturningWork(connection -> beside.keep(connection, tale));
    }

    private <T> T transact(Supplier<T> work) {
        return QuarkusTransaction.requiringNew()
                .call(() -> {
                    rows.getSession().doWork(PostgresReputations::hurry);
                    return work.get();
                });
    }

    private <T> CompletionStage<Answer<T>> later(Supplier<T> work) {
        return CompletableFuture.supplyAsync(() -> answer(work), threads);
    }

    /// What the database cannot do at this moment is an answer, whichever layer says so.
    private static <T> Answer<T> answer(Supplier<T> work) {
        try {
            return new Answer.Done<>(work.get());
        } catch (PersistenceException | QuarkusTransactionException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException failure) {
                    return new Answer.Unavailable<>(Connections.reason(failure));
                }
            }
            return new Answer.Unavailable<>(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
