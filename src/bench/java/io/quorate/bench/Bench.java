package io.quorate.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// The benches: what runs when they are called, by the first word of the arguments.
public final class Bench {
    private static final String HELP =
            """
            ./mvnw -Pbench -DskipTests test-compile exec:exec -Dbench.args="TARGET ..."

              votes [FOLDER]     how well decisions hold up on real votes, or on made-up ones
                                 where no folder is given
              decision [N ...]   nanoseconds and bytes of one pure decision with N votes
              dry-run [N]        seconds of a dry run over N decisions in a real PostgreSQL
              pairs FOLDER       how well the built-in fact checks tell right answers from wrong ones
              waiting [SECONDS]  how much longer a validation takes than the votes that it waits for
              append URL [S]     how fast the log takes decisions, against pgbench on the same server
              audit-queries N [URL]
                                 how long the first page of an audit query takes among N decisions
              --help             this; "TARGET --help" tells more of one target

            Without a target votes and decision are run with what they do by default.
            """;

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (arguments.length == 0) {
            Decision.main();
            Votes.main();
            return;
        }
        String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
        switch (arguments[0]) {
            case "votes" -> Votes.main(rest);
            case "decision" -> Decision.main(rest);
            case "dry-run" -> DryRuns.main(rest);
            case "pairs" -> Pairs.main(rest);
            case "waiting" -> Waiting.main(rest);
            case "append" -> Append.main(rest);
            case "audit-queries" -> AuditQueries.main(rest);
            case "-h", "--help", "help" -> out.print(HELP);
            default -> {
                out.println("There is no target " + arguments[0] + ".");
                out.print(HELP);
                System.exit(2);
            }
        }
    }

    /// Whether these arguments ask what can be given.
    static boolean asksForHelp(String... arguments) {
        return List.of(arguments).contains("--help") || List.of(arguments).contains("-h");
    }
}
