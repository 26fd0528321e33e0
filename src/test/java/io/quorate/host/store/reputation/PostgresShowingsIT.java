package io.quorate.host.store.reputation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.quorate.core.audit.ContentText;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.CanaryId;
import io.quorate.core.protocol.Origin;
import io.quorate.core.protocol.PoolId;
import io.quorate.engine.canary.CanaryRegister.Kept;
import io.quorate.engine.canary.CanaryShowings;
import io.quorate.engine.canary.CanaryShowingsContract;
import io.quorate.host.store.TestPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PostgresShowingsIT extends CanaryShowingsContract {
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
    protected CanaryShowings showings() {
        return new PostgresShowings(one);
    }

    @Override
    protected void add(Kept canary) {
        change(
                "INSERT INTO canary (id, pools, submission, right_choice, operator, added_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                canary.canary().id().value(),
                canary.pools().stream().map(PoolId::value).toArray(String[]::new),
                ContentText.of(canary.canary().submission()),
                canary.canary().right().value(),
                canary.operator(),
                Pools.time(canary.addedAt()));
    }

    @Override
    protected void retire(CanaryId id, Instant at) {
        change("UPDATE canary SET retired_at = ? WHERE id = ?", Pools.time(at), id.value());
    }

    private void change(String sql, Object... values) {
        try (Connection connection = database.application().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anotherSidecarKnowsWhatWasShownHere() {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        CanaryShowings.Draw draw =
                new CanaryShowings.Draw(
                        new PoolId("facts"),
                        List.of(new AgentId("ann")),
                        List.of(new CanaryId("a"), new CanaryId("b")),
                        now.minusSeconds(60),
                        now,
                        0);
        CanaryShowings.Drawn first = done(showings().draw(draw)).orElseThrow();
        CanaryShowings.Drawn second = done(new PostgresShowings(two).draw(draw)).orElseThrow();
        assertEquals(new CanaryShowings.Drawn.Filed(new CanaryId("a")), first);
        assertEquals("b", assertInstanceOf(CanaryShowings.Drawn.Filed.class, second).id().value());
    }
}
