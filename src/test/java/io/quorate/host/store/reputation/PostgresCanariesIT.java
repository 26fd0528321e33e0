package io.quorate.host.store.reputation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.CanaryId;
import io.quorate.core.protocol.Origin;
import io.quorate.core.protocol.PoolId;
import io.quorate.engine.canary.CanaryStore;
import io.quorate.engine.canary.CanaryStoreContract;
import io.quorate.host.store.TestPostgres;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PostgresCanariesIT extends CanaryStoreContract {
    private final TestPostgres.Database database = TestPostgres.database();
    private final PostgresReputations one =
            new PostgresReputations(database.application(), new Origin("one"), "one");
    private final PostgresReputations two =
            new PostgresReputations(database.application(), new Origin("two"), "two");

    @AfterEach
    void close() {
        one.close();
        two.close();
    }

    @Override
    protected CanaryStore store() {
        return new PostgresCanaries(one);
    }

    @Test
    void anotherSidecarKnowsWhatWasShownHere() {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        CanaryStore.Draw draw =
                new CanaryStore.Draw(
                        new PoolId("facts"),
                        List.of(new AgentId("ann")),
                        List.of(new CanaryId("a"), new CanaryId("b")),
                        now.minusSeconds(60),
                        now,
                        0);
        CanaryStore.Drawn first = done(store().draw(draw)).orElseThrow();
        CanaryStore.Drawn second = done(new PostgresCanaries(two).draw(draw)).orElseThrow();
        assertEquals(new CanaryStore.Drawn.Filed(new CanaryId("a")), first);
        assertEquals("b", assertInstanceOf(CanaryStore.Drawn.Filed.class, second).id().value());
    }
}
