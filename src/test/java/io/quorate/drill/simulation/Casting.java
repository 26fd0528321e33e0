package io.quorate.drill.simulation;

import io.quorate.core.consensus.Pools;
import io.quorate.core.protocol.FaultDomain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/// Who plays in a simulated pool.
final class Casting {
    private static final int[] SIZES = {1, 3, 4, 5, 6, 7, 8, 10, 13};

    private Casting() {}

    static int size(RandomGenerator random) {
        return SIZES[random.nextInt(SIZES.length)];
    }

    /// A pool with at most f agents that are not honest; the honest are always right.
    static List<Player> withinBound(RandomGenerator random) {
        int n = size(random);
        int f = (n - 1) / 3;
        int liars = f == 0 ? 0 : random.nextInt(f + 1);
        int perDomain = random.nextInt(4) == 0 ? 2 : 1;
        Behaviour[] all = Behaviour.values();
        Behaviour common = all[random.nextInt(all.length)];
        boolean together = random.nextBoolean();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            places.add(i);
        }
        Collections.shuffle(places, new Random(random.nextLong()));
        List<Player> players = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Behaviour behaviour =
                    places.get(i) >= liars
                            ? Behaviour.HONEST
                            : together ? common : all[random.nextInt(all.length)];
            players.add(player(i, i / perDomain, behaviour, 1));
        }
        return players;
    }

    static List<Player> players(int n, int liars, Behaviour attack, double accuracy) {
        List<Player> players = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            players.add(player(i, i, i < liars ? attack : Behaviour.HONEST, accuracy));
        }
        return players;
    }

    static Player player(int number, int domain, Behaviour behaviour, double accuracy) {
        return new Player(Pools.agent(number), new FaultDomain("d" + domain), behaviour, accuracy);
    }
}
