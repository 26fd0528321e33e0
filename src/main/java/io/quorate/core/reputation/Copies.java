package io.quorate.core.reputation;

import io.quorate.core.detection.measure.Agreement;
import io.quorate.core.protocol.Voice;

import java.util.List;

/// How agents that vote as one share a voice.
final class Copies {
    private static final double KAPPA_PRIOR = 1;
    private static final int TOGETHER_MIN = 4;

    private Copies() {}

    /// From 0, agreeing no more than `usual` beyond chance, to 1, always the same.
    static double likeness(Agreement agreement, double usual) {
        return agreement.together() < TOGETHER_MIN
                ? 0
                : Math.max(0, (agreement.kappa(KAPPA_PRIOR) - usual) / (1 - usual));
    }

    static Voice shared(Voice voice, double copies, int choices) {
        if (copies <= 1) {
            return voice;
        }
        Long[][] rows = new Long[choices][choices];
        for (int right = 0; right < choices; right++) {
            for (int voted = 0; voted < choices; voted++) {
                rows[right][voted] = Math.round(voice.of(right, voted) / copies);
            }
        }
        return new Voice(java.util.Arrays.stream(rows).map(List::of).toList());
    }
}
