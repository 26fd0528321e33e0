package io.quorate.engine;

import io.quorate.core.protocol.Origin;

class InMemoryLedgerTest extends LedgerContract {
    private final Ledger ledger = new InMemoryLedger(new Origin("memory"));

    @Override
    protected Ledger ledger() {
        return ledger;
    }
}
