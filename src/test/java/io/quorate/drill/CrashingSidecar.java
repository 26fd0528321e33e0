package io.quorate.drill;

import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.Durability;
import io.quorate.core.protocol.Origin;
import io.quorate.core.protocol.PoolId;
import io.quorate.engine.Entries;
import io.quorate.engine.Entries.Call;
import io.quorate.engine.Ledger.Append;
import io.quorate.engine.Ledger.Taking;
import io.quorate.engine.spool.SpooledLedger;
import io.quorate.engine.spool.Spools;
import io.quorate.host.spool.Spooling;
import io.quorate.host.store.LedgerLimits;
import io.quorate.host.store.Ledgers;
import io.quorate.host.store.Opening;
import io.quorate.host.store.PostgresLedger;
import io.quorate.host.store.checkpoint.CheckpointSigner;
import io.quorate.host.store.checkpoint.KeyReading;
import io.quorate.host.store.checkpoint.LogKeys;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.postgresql.ds.PGSimpleDataSource;

/// A process that decides as fast as it can and says what was acknowledged, until it is killed.
final class CrashingSidecar {
    private static final int OPEN_MAX = 64;

    private CrashingSidecar() {}

    /// @param args the database's address, the origin, the folder of its key and spool, the
    ///   durability of its decisions
    public static void main(String[] args) throws Exception {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(args[0]);
        Origin origin = new Origin(args[1]);
        Path folder = Path.of(args[2]);
        Durability durability = Durability.valueOf(args[3]);
        PostgresLedger log = open(source, origin, Spooling.in(folder.resolve("spool")));
        SpooledLedger ledger = SpooledLedger.over(log, log.spool(), log.spooled(), Ledgers.CLOCK);
        if (durability == Durability.SPOOLED) {
            ledger.follow(
                    Policy.of(
                            PoolPolicy.named(new PoolId("facts")).durability(durability).build()));
        }
        LogKeys keys = ((KeyReading.Ready) LogKeys.open(LogKeys.in(folder, origin), origin)).keys();
        var _ = CheckpointSigner.start(source, log, keys, List.of(), Ledgers.CLOCK);
        PrintStream out = new PrintStream(System.out, true);
        Entries entries = new Entries(origin, new SecureRandom());
        Semaphore open = new Semaphore(OPEN_MAX);
        while (true) {
            open.acquire();
            if (ledger.takeSequence() instanceof Taking.Taken(long number)) {
                Call call = new Call(UUID.randomUUID().toString()).durability(durability);
                var _ =
                        ledger.append(entries.of(number, call))
                                .thenAccept(append -> {
                                    if (append instanceof Append.Appended(var stored)) {
                                        out.println(stored.record().id().value());
                                    }
                                    open.release();
                                });
            }
        }
    }

    private static PostgresLedger open(PGSimpleDataSource source, Origin origin, Spools spools)
            throws Exception {
        Opening opening =
                PostgresLedger.open(
                        source, List.of(origin), LedgerLimits.DEFAULT, Ledgers.CLOCK, spools);
        if (opening instanceof Opening.Opened(PostgresLedger ledger)) {
            return ledger;
        }
        throw new IllegalStateException(opening.toString());
    }
}
