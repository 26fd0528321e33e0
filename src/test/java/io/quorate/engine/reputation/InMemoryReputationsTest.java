package io.quorate.engine.reputation;

final class InMemoryReputationsTest extends ReputationStoreContract {
    private final InMemoryReputations all = new InMemoryReputations();

    @Override
    protected ReputationStore store(String origin) {
        return all.sidecar(origin, _ -> {});
    }
}
