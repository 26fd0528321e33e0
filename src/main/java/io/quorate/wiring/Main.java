package io.quorate.wiring;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quorate.edge.cli.Command;
import java.util.List;

/// The command line: without arguments the sidecar, with them a command that needs none.
@QuarkusMain
public final class Main {
    private static final int USAGE_ERROR = 2;

    private Main() {}

    public static void main(String... arguments) {
        switch (List.of(arguments)) {
            case List<String> none when none.isEmpty() -> serve();
            case List<String> one when one.equals(List.of("--help")) -> Terminal.say(Usage.TEXT);
            case List<String> one when one.equals(List.of("--version")) ->
                    Terminal.say("quorate " + Usage.version());
            case List<String> words when Command.of(words.getFirst()).isPresent() ->
                    System.exit(
                            Terminal.run(
                                    Command.of(words.getFirst()).get(),
                                    words.subList(1, words.size())));
            case List<String> other -> {
                Terminal.complain("unknown arguments: " + String.join(" ", other));
                Terminal.complain("try --help");
                System.exit(USAGE_ERROR);
            }
        }
    }

    private static void serve() {
        switch (SettingsReader.read(System.getenv())) {
            case SettingsReader.Reading.Read(Settings settings) -> serve(settings);
            case SettingsReader.Reading.Refused(List<String> problems) -> {
                problems.forEach(Terminal::complain);
                System.exit(USAGE_ERROR);
            }
        }
    }

    private static void serve(Settings settings) {
        switch (Database.choose(settings, System.getenv())) {
            case Database.Ready ready -> {
                Runtime.getRuntime().addShutdownHook(new Thread(ready::awaitStop, "database-stop"));
                Quarkus.run(
                        null,
                        (code, failure) -> {
                            ready.stop();
                            if (failure != null) {
                                FailedStart.explain(failure);
                            }
                            System.exit(failure == null ? code : 1);
                        });
            }
            case Database.Missing(String message) -> {
                Terminal.complain(message);
                System.exit(USAGE_ERROR);
            }
        }
    }
}
