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
import io.quorate.engine.bundle.BundleStore.Detail;
import io.quorate.engine.bundle.BundleStore.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is in a bundle so far, while it is written; for one thread.
final class Packing {
    private final Bundle.Sink sink;
    private final SignedLogs logs;
    private final BundleStore store;
    private final Map<Origin, String> folders = new LinkedHashMap<>();
    private final Map<Origin, LogPart> written = new LinkedHashMap<>();
    private final List<FileDigest> files = new ArrayList<>();

    Packing(Bundle.Sink sink, SignedLogs logs, BundleStore store) {
        this.sink = sink;
        this.logs = logs;
        this.store = store;
    }

    /// Where the files about a log go.
    String folder(Origin origin) {
        return folders.computeIfAbsent(origin, _ -> "logs/" + (folders.size() + 1));
    }

    /// A file that the manifest names with its hash.
    void listed(String path, byte[] content) throws BundleBroken {
        sink.file(path, content);
        files.add(new FileDigest(path, Digest.of(content)));
    }

    /// The receipt of a record, as soon as it is signed.
    Receipt receipt(Origin origin, long logIndex) throws BundleBroken {
        Receipt receipt =
                Answers.readOnceSigned(
                        logs, origin, logIndex + 1, () -> logs.receipt(origin, logIndex));
        receipt(origin, receipt);
        return receipt;
    }

    void receipt(Origin origin, Receipt receipt) throws BundleBroken {
        listed(
                folder(origin) + "/receipts/" + receipt.index() + ".tlog-proof",
                receipt.format().getBytes(UTF_8));
    }

    void detail(Origin origin, Detail detail) throws BundleBroken {
        listed(folder(origin) + "/details/" + detail.logIndex() + ".json", detail.body());
    }

    /// The records of a part, with the hashes that lead from them to the log's head.
    void records(Part part) throws BundleBroken {
        String folder = folder(part.origin());
        SignedPart signed = head(part);
        for (long first = signed.first(); first < signed.end(); first += SignedPart.WIDTH) {
            long end = Math.min(first + SignedPart.WIDTH, signed.end());
            for (Detail detail : Answers.given(store.details(part.origin(), first, end))) {
                detail(part.origin(), detail);
            }
        }
        written.put(
                part.origin(),
                new LogPart(part.origin().value(), folder, signed.first(), signed.end()));
    }

    private SignedPart head(Part part) throws BundleBroken {
        String folder = folder(part.origin());
        SignedPart signed = SignedPart.of(logs, part);
        signed.write((path, content) -> sink.file(folder + "/" + path, content));
        return signed;
    }

    /// The heads of logs of which there are receipts only. They come last, so that none is older
    /// than a receipt.
    void heads() throws BundleBroken {
        for (Origin origin : folders.keySet()) {
            if (!written.containsKey(origin)) {
                var _ = head(new Part(origin, 0, 0));
                written.put(origin, new LogPart(origin.value(), folder(origin), 0, 0));
            }
        }
    }

    /// The public keys of every log in it.
    void keys() throws BundleBroken {
        for (Map.Entry<Origin, String> log : folders.entrySet()) {
            int number = 0;
            for (VerifierKey key : Answers.read(logs.keys(log.getKey()))) {
                number++;
                String path = "keys/" + log.getValue().replace('/', '-') + "-" + number + ".vkey";
                listed(path, (key.text() + "\n").getBytes(UTF_8));
            }
        }
    }

    void manifest(Instant created, List<SigningKey> keys) throws BundleBroken {
        BundleManifest manifest = new BundleManifest(created, List.copyOf(written.values()), files);
        sink.file("manifest", manifest.sign(keys).format().getBytes(UTF_8));
    }
}
