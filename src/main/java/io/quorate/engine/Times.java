package io.quorate.engine;

import io.quorate.core.consensus.admission.Window;
import java.time.Duration;
import java.time.Instant;

/// How the time for votes is divided where something may follow: a further round, the votes on what
/// was proposed, or experts need as much of it as what came before.
final class Times {
    private Times() {}

    static Window firstHalf(Window window) {
        Instant opens = window.opens().orElseThrow();
        Duration all = Duration.between(opens, window.closes().orElseThrow());
        return Window.between(opens, opens.plus(all.dividedBy(2)));
    }
}
