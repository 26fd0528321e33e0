package io.quorate.host.store;

import io.quorate.core.protocol.Origin;
import io.quorate.engine.Ticker;
import io.quorate.engine.spool.Spool;
import io.quorate.engine.spool.Spools;
import io.quorate.engine.spool.Spools.Access;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/// How a sidecar comes to a log: it takes a lease that nobody has, of a log whose spool, if it may
/// have decisions, is its own.
record Leasing(DataSource source, LedgerLimits limits, Ticker ticker, Spools spools) {
    /// Takes up the first of these logs that is free, or says why none is.
    Opening tryToOpen(List<Origin> candidates) throws SQLException {
        Connection connection = Connections.open(source, limits.databasePatience());
        try {
            Opening none = new Opening.AllLeased(candidates);
            for (Origin origin : candidates) {
                int id = Connections.register(connection, origin.value());
                if (Connections.lock(connection, id)) {
                    Opening opening = tryToTake(connection, origin, id);
                    if (opening instanceof Opening.Opened) {
                        return opening;
                    }
                    none = opening;
                    Connections.unlock(connection, id);
                }
            }
            Connections.giveBack(connection);
            return none;
        } catch (StaleLease _) {
            Connections.abort(connection);
            return new Opening.AllLeased(candidates);
        } catch (SQLException | RuntimeException e) {
            Connections.abort(connection);
            throw e;
        }
    }

    private Opening tryToTake(Connection connection, Origin origin, int id)
            throws SQLException, StaleLease {
        return switch (spools.open(origin)) {
            case Access.Unusable(String cause) -> new Opening.SpoolUnusable(origin, cause);
            case Access.Opened(Spool spool) -> tryToTake(connection, origin, id, spool);
        };
    }

    private Opening tryToTake(Connection connection, Origin origin, int id, Spool spool)
            throws SQLException, StaleLease {
        Optional<Opening> taken = Optional.empty();
        try {
            Optional<String> elsewhere = elsewhere(connection, id, spool);
            if (elsewhere.isPresent()) {
                return new Opening.SpooledElsewhere(origin, elsewhere.get());
            }
            taken = Optional.of(new Opening.Opened(take(connection, origin, id, spool)));
            return taken.get();
        } finally {
            if (taken.isEmpty()) {
                spool.close();
            }
        }
    }

    /// The spool that may have decisions of this log, if that is neither ours nor given up.
    private Optional<String> elsewhere(Connection connection, int id, Spool own)
            throws SQLException {
        return Connections.extent(connection, id)
                .flatMap(Extent::spool)
                .filter(name -> !own.name().equals(Optional.of(name)) && !spools.isLost(name));
    }

    private PostgresLedger take(Connection connection, Origin origin, int id, Spool spool)
            throws SQLException, StaleLease {
        LogOpening opening = LogOpening.read(connection, origin, id, spool);
        List<Long> waiting = opening.waiting().stream().map(item -> item.tag().sequence()).toList();
        Batch first = opening.first(ticker.now(), waiting);
        LogSession session = new LogSession(connection, origin, id);
        session.append(first);
        opening.done().forEach(item -> spool.release(item.place()));
        Sequences sequences = new Sequences(opening.lastSequence(), waiting);
        sequences.limitIs(first.after().limit());
        Lease lease = new Lease(origin, id, first.after().epoch());
        PostgresLedger ledger =
                new PostgresLedger(
                        source, lease, session, first, sequences, limits, ticker, opening);
        ledger.start();
        return ledger;
    }
}
