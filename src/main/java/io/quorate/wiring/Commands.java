package io.quorate.wiring;

import io.quorate.auditor.Verify;
import io.quorate.edge.cli.Command;
import io.quorate.edge.cli.PolicyCommand;
import java.util.Optional;

/// The commands by their names.
final class Commands {
    private Commands() {}

    static Optional<Command> named(String name) {
        return switch (name) {
            case "verify" -> Optional.of(Verify::run);
            case "policy" ->
                    Optional.of(
                            (words, out, err) ->
                                    new PolicyCommand(
                                                    PolicyChoice.reader(System.getenv())::load,
                                                    out,
                                                    err)
                                            .run(words));
            default -> Optional.empty();
        };
    }
}
