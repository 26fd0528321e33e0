package io.quorate.engine.canary;

class InMemoryCanariesTest extends CanaryStoreContract {
    @Override
    protected CanaryStore store() {
        return new InMemoryCanaries();
    }
}
