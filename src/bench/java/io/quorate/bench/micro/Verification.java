package io.quorate.bench.micro;

import io.quorate.auditor.Verify;
import io.quorate.bench.bed.Scratch;
import io.quorate.bench.report.Result;
import io.quorate.core.audit.decision.DecisionLeaf;
import io.quorate.core.audit.note.SigningKey;
import io.quorate.core.protocol.Origin;
import io.quorate.drill.LogFolder;
import io.quorate.engine.Entries;
import io.quorate.engine.Entries.Call;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// How long the whole check of a log takes: decisions of seven votes in a folder.
final class Verification {
    private static final int RUNS = 3;

    private Verification() {}

    /// The best of some runs; the first ones warm up.
    static Result measure(int count) throws IOException {
        SigningKey key = LogFolder.key(LogFolder.ORIGIN);
        try (Scratch scratch = Scratch.create()) {
            LogFolder log = new LogFolder(scratch.folder("log"));
            log.write(key, records(count));
            long best = Long.MAX_VALUE;
            for (int i = 0; i < RUNS; i++) {
                long begun = System.nanoTime();
                int status =
                        Verify.run(
                                List.of(
                                        log.path().toString(),
                                        "--quiet",
                                        "--key",
                                        key.verifier().text()),
                                System.err,
                                System.err);
                best = Math.min(best, System.nanoTime() - begun);
                if (status != Verify.OK) {
                    throw new IllegalStateException("the log is not as it was written");
                }
            }
            return Result.of("verify")
                    .where("records", count)
                    .with("records_per_s", count * 1e9 / best);
        }
    }

    private static List<byte[]> records(int count) {
        Entries entries = new Entries(new Origin(LogFolder.ORIGIN), new SplittableRandom(1));
        List<byte[]> records = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            records.add(DecisionLeaf.of(entries.of(i, new Call("request-" + i)).record()).bytes());
        }
        return records;
    }
}
