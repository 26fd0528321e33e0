package io.quorate.host.store.reputation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.detection.Drift;
import io.quorate.core.detection.Pairs;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Origin;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.reputation.Habits;
import io.quorate.core.reputation.Knowledge;
import io.quorate.engine.reputation.ReputationStore;
import io.quorate.engine.reputation.ReputationStore.Batch;
import io.quorate.engine.reputation.ReputationStore.Interest;
import io.quorate.engine.reputation.ReputationStore.Label;
import io.quorate.engine.reputation.ReputationStore.News;
import io.quorate.engine.reputation.ReputationStore.Tale;
import io.quorate.engine.reputation.ReputationStoreContract;
import io.quorate.host.store.TestPostgres;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PostgresReputationsIT extends ReputationStoreContract {
    private static final PoolId POOL = new PoolId("facts");

    private final TestPostgres.Database database = TestPostgres.database();
    private final List<PostgresReputations> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(PostgresReputations::close);
    }

    @Override
    protected ReputationStore store(String origin) {
        return started(origin);
    }

    private PostgresReputations started(String origin) {
        PostgresReputations store =
                new PostgresReputations(database.application(), new Origin(origin), origin);
        open.add(store);
        return store;
    }

    @Test
    void aChangeIsHeardByTheOthers() throws InterruptedException {
        BlockingQueue<PoolId> heard = new LinkedBlockingQueue<>();
        BlockingQueue<PoolId> own = new LinkedBlockingQueue<>();
        PostgresReputations speaker = started("speaker");
        PostgresReputations listener = started("listener");
        listener.listen(heard::add);
        speaker.listen(own::add);
        PoolId told = null;
        for (int i = 1; told == null && i < 50; i++) {
            speaker.exchange(POOL, news(i)).toCompletableFuture().join();
            told = heard.poll(200, TimeUnit.MILLISECONDS);
        }
        assertEquals(POOL, told);
        assertTrue(own.isEmpty());
    }

    @Test
    void manyLabelsAreToldOnceWithTheNextExchange() throws InterruptedException {
        BlockingQueue<PoolId> heard = new LinkedBlockingQueue<>();
        PostgresReputations speaker = started("speaker");
        PostgresReputations listener = started("listener");
        listener.listen(heard::add);
        long batches = 0;
        while (heard.poll(200, TimeUnit.MILLISECONDS) == null && batches < 50) {
            speaker.exchange(POOL, news(++batches)).toCompletableFuture().join();
        }
        for (int i = 0; i < 20; i++) {
            Label label =
                    new Label(
                            new DecisionId("told-" + i),
                            POOL,
                            Choice.ACCEPT,
                            "OUTCOME",
                            "checkout",
                            Instant.EPOCH);
            speaker.label(label, Knowledge.NONE, Tale.NONE).toCompletableFuture().join();
        }
        Batch nothing = new Batch(++batches, News.NONE, new Interest(8, 64, 0));
        speaker.exchange(POOL, nothing).toCompletableFuture().join();
        assertEquals(POOL, heard.poll(5, TimeUnit.SECONDS));
        assertNull(heard.poll(300, TimeUnit.MILLISECONDS));
    }

    private static Batch news(long number) {
        List<Drift.Step> step = List.of(new Drift.Step.Labelled(new AgentId("ann"), 0, 2, 0, 0.1));
        return new Batch(
                number,
                new News(
                        Knowledge.NONE,
                        new Habits.Observed(Pairs.Counts.NONE, step),
                        List.of(),
                        List.of()),
                new Interest(8, 64, 0));
    }
}
