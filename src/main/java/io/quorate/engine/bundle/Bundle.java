package io.quorate.engine.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.audit.note.SigningKey;
import io.quorate.engine.SignedLogs;
import io.quorate.engine.bundle.BundleStore.PolicyText;
import io.quorate.engine.trail.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A part of the log on its way out; for one thread.
public final class Bundle {
    /// Where the files go, one after the other.
    @FunctionalInterface
    public interface Sink {
        void file(String path, byte[] content) throws BundleBroken;
    }

    /// What makes a bundle the one that was ordered.
    @FunctionalInterface
    interface Substance {
        void write(Packing packing) throws BundleBroken;
    }

    /// What bundles are made with.
    ///
    /// @param keys those that sign the manifest
    record Workshop(BundleStore store, SignedLogs logs, List<SigningKey> keys) {
        Workshop {
            keys = List.copyOf(keys);
        }
    }

    private final Workshop workshop;
    private final TimeRange range;
    private final Substance substance;
    private final Optional<Long> records;
    private final Instant created;

    /// @param range of the decisions whose policies are in it
    Bundle(
            Workshop workshop,
            TimeRange range,
            Substance substance,
            Optional<Long> records,
            Instant created) {
        this.workshop = workshop;
        this.range = range;
        this.substance = substance;
        this.records = records;
        this.created = created;
    }

    /// How many records it is known to have; empty where only the query tells.
    public Optional<Long> records() {
        return records;
    }

    /// Writes everything, the manifest last.
    ///
    /// @throws BundleBroken if the sink does, or if something cannot be read
    public void write(Sink sink) throws BundleBroken {
        Packing packing = new Packing(sink, workshop.logs(), workshop.store());
        substance.write(packing);
        packing.heads();
        for (PolicyText policy : Answers.given(workshop.store().policies(range))) {
            packing.listed(
                    "policies/" + policy.digest().hex() + ".yaml", policy.text().getBytes(UTF_8));
        }
        packing.keys();
        packing.manifest(created, workshop.keys());
    }
}
