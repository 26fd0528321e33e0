package io.quorate.engine.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.audit.BundleManifest;
import io.quorate.core.audit.BundleManifest.FileDigest;
import io.quorate.core.audit.BundleManifest.LogPart;
import io.quorate.core.audit.note.Receipt;
import io.quorate.core.audit.note.SigningKey;
import io.quorate.core.audit.note.VerifierKey;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Origin;
import io.quorate.engine.SignedLogs;
import io.quorate.engine.SignedLogs.Reading;
import io.quorate.engine.bundle.BundleOrder.Decisions;
import io.quorate.engine.bundle.BundleOrder.Records;
import io.quorate.engine.bundle.BundleStore.Detail;
import io.quorate.engine.bundle.BundleStore.Part;
import io.quorate.engine.bundle.BundleStore.PolicyText;
import io.quorate.engine.trail.Answer;
import io.quorate.engine.trail.Asked;
import io.quorate.engine.trail.DecisionQuery;
import io.quorate.engine.trail.DecisionRow;
import io.quorate.engine.trail.Inquiries;
import io.quorate.engine.trail.Inquiries.Result;
import io.quorate.engine.trail.Page;
import io.quorate.engine.trail.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// A part of the log on its way out; for one thread.
public final class Bundle {
    /// Where the files go, one after the other.
    @FunctionalInterface
    public interface Sink {
        void file(String path, byte[] content) throws BundleBroken;
    }

    private static final int PAGE = 100;

    private final BundleOrder.Wanted wanted;
    private final List<Part> parts;
    private final BundleStore store;
    private final SignedLogs logs;
    private final Inquiries inquiries;
    private final List<SigningKey> keys;
    private final Instant created;
    private final List<LogPart> written = new ArrayList<>();
    private final List<FileDigest> files = new ArrayList<>();

    Bundle(
            BundleOrder.Wanted wanted,
            List<Part> parts,
            BundleStore store,
            SignedLogs logs,
            Inquiries inquiries,
            List<SigningKey> keys,
            Instant created) {
        this.wanted = wanted;
        this.parts = List.copyOf(parts);
        this.store = store;
        this.logs = logs;
        this.inquiries = inquiries;
        this.keys = List.copyOf(keys);
        this.created = created;
    }

    /// How many records it is known to have; empty where only the query tells.
    public Optional<Long> records() {
        return wanted instanceof Records
                ? Optional.of(parts.stream().mapToLong(part -> part.end() - part.first()).sum())
                : Optional.empty();
    }

    /// Writes everything, the manifest last.
    ///
    /// @throws BundleBroken if the sink does, or if something cannot be read
    public void write(Sink sink) throws BundleBroken {
        switch (wanted) {
            case Records _ -> {
                for (Part part : parts) {
                    records(part, "logs/" + (written.size() + 1), sink);
                }
            }
            case Decisions(DecisionQuery query) -> decisions(query, sink);
        }
        policies(wanted.range(), sink);
        for (LogPart log : List.copyOf(written)) {
            keys(new Origin(log.origin()), log.folder(), sink);
        }
        BundleManifest manifest = new BundleManifest(created, written, files);
        sink.file("manifest", manifest.sign(keys).format().getBytes(UTF_8));
    }

    private void records(Part part, String folder, Sink sink) throws BundleBroken {
        SignedPart signed = SignedPart.of(logs, part);
        signed.write((path, content) -> sink.file(folder + "/" + path, content));
        for (long first = signed.first(); first < signed.end(); first += SignedPart.WIDTH) {
            long end = Math.min(first + SignedPart.WIDTH, signed.end());
            for (Detail detail : given(store.details(part.origin(), first, end))) {
                listed(folder + "/details/" + detail.logIndex() + ".json", detail.body(), sink);
            }
        }
        written.add(new LogPart(part.origin().value(), folder, signed.first(), signed.end()));
    }

    private void decisions(DecisionQuery query, Sink sink) throws BundleBroken {
        Map<Origin, String> folders = new LinkedHashMap<>();
        Asked<DecisionQuery> asked = new Asked<>(query, Optional.empty(), PAGE);
        while (true) {
            Page<DecisionRow> page = found(inquiries.decisions(asked));
            for (DecisionRow row : page.rows()) {
                String folder =
                        folders.computeIfAbsent(row.origin(), _ -> "logs/" + (folders.size() + 1));
                Receipt receipt = read(logs.receipt(row.id()));
                listed(
                        folder + "/receipts/" + row.place().logIndex() + ".tlog-proof",
                        receipt.format().getBytes(UTF_8),
                        sink);
            }
            if (page.next().isEmpty()) {
                break;
            }
            asked = asked.from(page.next().get());
        }
        // Heads come last, so that none is older than a receipt.
        for (Map.Entry<Origin, String> log : folders.entrySet()) {
            SignedPart head = SignedPart.of(logs, new Part(log.getKey(), 0, 0));
            head.write((path, content) -> sink.file(log.getValue() + "/" + path, content));
            written.add(new LogPart(log.getKey().value(), log.getValue(), 0, 0));
        }
    }

    private void policies(TimeRange range, Sink sink) throws BundleBroken {
        for (PolicyText policy : given(store.policies(range))) {
            listed(
                    "policies/" + policy.digest().hex() + ".yaml",
                    policy.text().getBytes(UTF_8),
                    sink);
        }
    }

    private void keys(Origin origin, String folder, Sink sink) throws BundleBroken {
        int number = 0;
        for (VerifierKey key : read(logs.keys(origin))) {
            number++;
            String path = "keys/" + folder.replace('/', '-') + "-" + number + ".vkey";
            listed(path, (key.text() + "\n").getBytes(UTF_8), sink);
        }
    }

    private void listed(String path, byte[] content, Sink sink) throws BundleBroken {
        sink.file(path, content);
        files.add(new FileDigest(path, Digest.of(content)));
    }

    private static <T> T found(CompletionStage<Result<T>> stage) throws BundleBroken {
        return switch (stage.toCompletableFuture().join()) {
            case Result.Found<T>(T value) -> value;
            case Result.Refused<T>(var refusal) -> throw new BundleBroken(refusal.text());
        };
    }

    private static <T> T given(CompletionStage<Answer<T>> stage) throws BundleBroken {
        Answer<T> answer = stage.toCompletableFuture().join();
        if (answer instanceof Answer.Given<T>(T value)) {
            return value;
        }
        throw new BundleBroken("the log cannot be read: " + answer);
    }

    static <T> T read(CompletionStage<Reading<T>> stage) throws BundleBroken {
        Reading<T> reading = stage.toCompletableFuture().join();
        if (reading instanceof Reading.Found<T>(T value)) {
            return value;
        }
        throw new BundleBroken("the log cannot be read: " + reading);
    }
}
