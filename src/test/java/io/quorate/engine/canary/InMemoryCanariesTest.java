package io.quorate.engine.canary;

import io.quorate.core.protocol.CanaryId;
import io.quorate.engine.canary.CanaryRegister.Kept;
import io.quorate.engine.reputation.ReputationStore.Tale;
import java.time.Instant;

class InMemoryCanariesTest extends CanaryShowingsContract {
    private final InMemoryCanaries canaries = new InMemoryCanaries();

    @Override
    protected CanaryShowings showings() {
        return canaries;
    }

    @Override
    protected void add(Kept canary) {
        done(canaries.add(canary, Tale.NONE));
    }

    @Override
    protected void retire(CanaryId id, Instant at) {
        done(canaries.retire(id, at, Tale.NONE));
    }
}
