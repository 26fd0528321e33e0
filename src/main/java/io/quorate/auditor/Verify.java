package io.quorate.auditor;

import io.quorate.auditor.Arguments.Misused;
import io.quorate.auditor.format.Head;
import io.quorate.auditor.source.Source;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/// The command that checks a log, a bundle or a receipt, and says what it found.
public final class Verify {
    /// All is as it was signed.
    public static final int OK = 0;

    /// There are defects.
    public static final int DEFECTS = 1;

    /// The question cannot be understood, or the log cannot be read.
    public static final int UNREADABLE = 2;

    private final PrintStream out;
    private final PrintStream err;

    private Verify(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        System.exit(run(List.of(args), System.out, System.err));
    }

    /// Answers a question and returns the exit status. The report goes to `out`, progress and
    /// complaints to `err`.
    public static int run(List<String> args, PrintStream out, PrintStream err) {
        try {
            Arguments arguments = Arguments.parse(args);
            if (arguments.help()) {
                out.print(Arguments.HELP);
                return OK;
            }
            return new Verify(out, err).answer(arguments);
        } catch (Misused e) {
            err.println(e.getMessage());
            err.println("--help says more");
            return UNREADABLE;
        } catch (IOException | InvalidPathException e) {
            err.println("cannot be read: " + e.getMessage());
            return UNREADABLE;
        }
    }

    private int answer(Arguments arguments) throws Misused, IOException {
        if (arguments.log().endsWith(".tlog-proof")) {
            return receipt(arguments);
        }
        Trust trust = arguments.trust();
        Progress progress = arguments.quiet() ? (records, of) -> {} : new Printed(err);
        LogAudit logs =
                new LogAudit(
                        trust,
                        arguments.older(),
                        arguments.plain() ? part -> List.of() : Verify::checks,
                        progress);
        long began = System.nanoTime();
        List<Report> reports;
        try (Source source = Source.open(arguments.log())) {
            reports =
                    new BundleAudit(trust, logs)
                            .audit(arguments.log(), source, arguments.from(), arguments.to());
        }
        reports.forEach(this::print);
        long defects = reports.stream().mapToLong(Report::findingsInAll).sum();
        long records = reports.stream().mapToLong(Report::records).sum();
        double seconds = (System.nanoTime() - began) / 1e9;
        out.printf(
                "%s: %d records in %.1f s%n",
                defects == 0 ? "OK" : defects + (defects == 1 ? " defect" : " defects"),
                records,
                seconds);
        return defects == 0 ? OK : DEFECTS;
    }

    private static List<RecordCheck> checks(LogAudit.Part part) {
        return List.of(
                switch (part) {
                    case FROM_THE_BEGINNING -> SequenceCheck.ofWholeLog();
                    case FROM_THE_MIDST -> SequenceCheck.ofPart();
                });
    }

    private int receipt(Arguments arguments) throws IOException {
        byte[] receipt = Files.readAllBytes(Path.of(arguments.log()));
        ReceiptAudit audit = new ReceiptAudit(arguments.trust());
        return switch (audit.audit(receipt, arguments.record(), arguments.log())) {
            case ReceiptAudit.Outcome.Proven(Head head, long index, int bytes) -> {
                out.printf(
                        "OK: a record of %d bytes is number %d of the %d signed of %s%n",
                        bytes, index, head.size(), head.origin());
                yield OK;
            }
            case ReceiptAudit.Outcome.Refuted(Finding finding) -> {
                out.println(finding);
                yield DEFECTS;
            }
            case ReceiptAudit.Outcome.WithoutRecord _ -> {
                err.println("the receipt has no record in it; --record names it");
                yield UNREADABLE;
            }
        };
    }

    private void print(Report report) {
        out.println(report.subject());
        report.notes().forEach(note -> out.println("  (" + note + ")"));
        report.findings().forEach(finding -> out.println("  " + finding));
        long more = report.findingsInAll() - report.findings().size();
        if (more > 0) {
            out.println("  and " + more + " more");
        }
    }

    /// Progress on one line, at most twice a second.
    private static final class Printed implements Progress {
        private static final long PAUSE_NANOS = 500_000_000;

        private final PrintStream err;
        private final long began = System.nanoTime();
        private long last = began;

        Printed(PrintStream err) {
            this.err = err;
        }

        @Override
        public void at(long records, long of) {
            long now = System.nanoTime();
            if (now - last >= PAUSE_NANOS) {
                last = now;
                double perSecond = records * 1e9 / (now - began);
                err.printf("%d of %d records, %.0f a second%n", records, of, perSecond);
            }
        }
    }
}
