package io.quorate.engine.spool;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// The spool of a sidecar that has no place for one.
final class NoSpool implements Spool {
    private static final String CAUSE = "the sidecar has no folder for a spool";

    @Override
    public Optional<String> name() {
        return Optional.empty();
    }

    @Override
    public Readiness prepare() {
        return new Readiness.Unusable(CAUSE);
    }

    @Override
    public Remains remains() {
        return Remains.NOTHING;
    }

    @Override
    public CompletionStage<Put> put(Parcel parcel) {
        return CompletableFuture.completedStage(new Put.Refused(CAUSE));
    }

    @Override
    public CompletionStage<Put> reserve(long limit) {
        return CompletableFuture.completedStage(new Put.Refused(CAUSE));
    }

    @Override
    public CompletionStage<Fetch> fetch(List<Place> places) {
        return CompletableFuture.completedStage(new Fetch.Unreadable(CAUSE));
    }

    @Override
    public void release(Place place) {}

    @Override
    public boolean isEmpty() {
        return true;
    }

    @Override
    public void close() {}
}
