package io.quorate;

import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Random cases that can be had again: a run prints its seed, and `-Dseed=` repeats that run.
public final class Seeds {
    private static final String ALGORITHM = "L64X128MixRandom";

    private Seeds() {}

    /// Runs a property on so many random cases; a failing one names the seed of the whole run.
    public static void forEach(int cases, Consumer<RandomGenerator> property) {
        long seed = Long.getLong("seed", System.nanoTime());
        String replay = "replay with -Dseed=" + seed;
        System.out.println(cases + " random cases, " + replay);
        RandomGenerator random = RandomGeneratorFactory.of(ALGORITHM).create(seed);
        for (int i = 0; i < cases; i++) {
            try {
                property.accept(random);
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError("case " + i + ", " + replay + ": " + failure, failure);
            }
        }
    }
}
