package io.quorate.engine;

import io.quorate.core.consensus.admission.Window;
import java.time.Duration;
import java.time.Instant;

/// How the time for votes is divided where something may follow: a further round, the votes on what
/// was proposed, or experts need as much of it as what came before.
final class Times {
    private Times() {}

    static Duration all(Window window) {
        return Duration.between(window.opens().orElseThrow(), window.closes().orElseThrow());
    }

    static Window firstHalf(Window window) {
        Instant opens = window.opens().orElseThrow();
        return Window.between(opens, opens.plus(all(window).dividedBy(2)));
    }
}
