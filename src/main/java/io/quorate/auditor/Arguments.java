package io.quorate.auditor;

import io.quorate.auditor.format.Head;
import io.quorate.auditor.format.Malformed;
import io.quorate.auditor.format.TrustedKey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// What was asked for on the command line.
final class Arguments {
    static final String HELP =
            """
            Checks a log, an exported bundle or a receipt, trusting nothing but public keys.

            usage: verify LOG --key KEY [options]

              LOG             a folder, a .zip bundle, the http(s) address of a log,
                              or a .tlog-proof receipt
              --key KEY       a public key to trust (name+id+key), or a file that holds it;
                              may be given more than once
              --older FILE    a checkpoint kept from earlier: the log must continue it;
                              may be given more than once
              --origin NAME   the name of the log, if it is not that of its key
              --from N        read only records from index N on ...
              --to N          ... and only those before index N
              --record FILE   the record that a receipt is about, if the receipt has it not
              --plain         do not look into the records: for logs of others
              --quiet         no progress
              --help          this text

            exit status: 0 all is as it was signed, 1 there are defects,
                         2 the question or the log cannot be read
            """;

    /// The question cannot be understood.
    static final class Misused extends Exception {
        private static final long serialVersionUID = 1L;

        Misused(String reason) {
            super(reason);
        }
    }

    private final List<TrustedKey> keys = new ArrayList<>();
    private final List<Path> older = new ArrayList<>();
    private Optional<String> log = Optional.empty();
    private Optional<String> origin = Optional.empty();
    private Optional<Path> record = Optional.empty();
    private long from;
    private long to = Long.MAX_VALUE;
    private boolean plain;
    private boolean quiet;
    private boolean help;

    private Arguments() {}

    static Arguments parse(List<String> words) throws Misused, IOException {
        Arguments arguments = new Arguments();
        Iterator<String> each = words.iterator();
        while (each.hasNext()) {
            arguments.take(each.next(), each);
        }
        if (!arguments.help && (arguments.log.isEmpty() || arguments.keys.isEmpty())) {
            throw new Misused("a log and a --key are needed");
        }
        return arguments;
    }

    private void take(String word, Iterator<String> rest) throws Misused, IOException {
        switch (word) {
            case "--help", "-h" -> help = true;
            case "--plain" -> plain = true;
            case "--quiet" -> quiet = true;
            case "--key" -> keys.add(key(value(word, rest)));
            case "--older" -> older.add(Path.of(value(word, rest)));
            case "--origin" -> origin = Optional.of(value(word, rest));
            case "--record" -> record = Optional.of(Path.of(value(word, rest)));
            case "--from" -> from = number(word, value(word, rest));
            case "--to" -> to = number(word, value(word, rest));
            default -> {
                if (word.startsWith("-") || log.isPresent()) {
                    throw new Misused("what does " + word + " mean?");
                }
                log = Optional.of(word);
            }
        }
    }

    private static String value(String option, Iterator<String> rest) throws Misused {
        if (!rest.hasNext()) {
            throw new Misused(option + " needs a value");
        }
        return rest.next();
    }

    private static long number(String option, String value) throws Misused {
        if (!value.matches("[0-9]{1,18}")) {
            throw new Misused(option + " needs a number, not " + value);
        }
        return Long.parseLong(value);
    }

    private static TrustedKey key(String value) throws Misused, IOException {
        try {
            // A key has two plus signs, and is tried first; few file names have.
            if (value.matches("[^+]+\\+[0-9a-f]{8}\\+.+")) {
                return TrustedKey.parse(value);
            }
            return TrustedKey.parse(Files.readString(Path.of(value)).strip());
        } catch (Malformed e) {
            throw new Misused("the key " + value + ": " + e.reason());
        }
    }

    boolean help() {
        return help;
    }

    boolean plain() {
        return plain;
    }

    boolean quiet() {
        return quiet;
    }

    String log() {
        return log.orElseThrow();
    }

    Trust trust() {
        return new Trust(keys, origin);
    }

    long from() {
        return from;
    }

    long to() {
        return to;
    }

    Optional<byte[]> record() throws IOException {
        return record.isPresent()
                ? Optional.of(Files.readAllBytes(record.get()))
                : Optional.empty();
    }

    /// The older checkpoints; each must be signed by a trusted key, or it says nothing.
    List<Head> older() throws Misused, IOException {
        List<Head> heads = new ArrayList<>();
        for (Path file : older) {
            switch (trust().open(Files.readAllBytes(file), file.toString())) {
                case Trust.Opened.Trusted(Head head) -> heads.add(head);
                case Trust.Opened.Refused(Finding finding) ->
                        throw new Misused("the older checkpoint " + finding);
            }
        }
        return heads;
    }
}
