package io.quorate.host.store;

import io.quorate.engine.Ledger;
import io.quorate.engine.LedgerContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresLedgerIT extends LedgerContract {
    private static PostgresLedger ledger;

    @BeforeAll
    static void open() throws Exception {
        ledger = Ledgers.open(TestPostgres.database().application(), "contract");
    }

    @AfterAll
    static void close() {
        ledger.close();
    }

    @Override
    protected Ledger ledger() {
        return ledger;
    }
}
