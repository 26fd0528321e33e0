package io.quorate.core.consensus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.Exhaustive;
import io.quorate.Seeds;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.Seat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

class FaultDomainsProperties {

    @Test
    void theCapIsTheLargestThatFits() {
        for (int domains = 1; domains <= 6; domains++) {
            Exhaustive.sequences(domains, 8, FaultDomainsProperties::compareCap);
        }
    }

    private static void compareCap(int[] drawn) {
        long[] weights = LongStream.range(0, drawn.length).map(i -> drawn[(int) i]).toArray();
        int[] domains = java.util.stream.IntStream.range(0, drawn.length).toArray();
        Electorate electorate = Pools.of(weights, domains, Pools.ANSWER);
        long positive = LongStream.of(weights).filter(weight -> weight > 0).count();
        assertEquals(positive < 4, electorate.correlated());
        long cap = positive < 4 ? Long.MAX_VALUE : naiveCap(weights);
        for (int i = 0; i < weights.length; i++) {
            assertEquals(Math.min(weights[i], cap), electorate.seats().get(i).weight());
        }
    }

    private static long naiveCap(long[] weights) {
        long largest = 0;
        for (long cap = 0; cap <= LongStream.of(weights).sum(); cap++) {
            long bound = cap;
            if (3 * cap < LongStream.of(weights).map(weight -> Math.min(weight, bound)).sum()) {
                largest = cap;
            }
        }
        return largest;
    }

    @Test
    void noDomainReachesAThirdAndEachSumsToItsCap() {
        Seeds.forEach(
                5_000,
                random -> {
                    Electorate electorate = random(random);
                    if (electorate.correlated()) {
                        electorate
                                .seats()
                                .forEach(seat -> assertEquals(seat.ownWeight(), seat.weight()));
                        return;
                    }
                    Map<FaultDomain, Long> own = sums(electorate, Seat::ownWeight);
                    Map<FaultDomain, Long> cut = sums(electorate, Seat::weight);
                    long most = cut.values().stream().mapToLong(Long::longValue).max().orElse(0);
                    assertTrue(3 * most < electorate.totalWeight());
                    cut.forEach((domain, weight) ->
                            assertTrue(
                                    weight.equals(own.get(domain)) || weight == most,
                                    "cut to something else than the cap"));
                });
    }

    @Test
    void whatIsCutIsSharedInProportion() {
        Seeds.forEach(
                5_000,
                random -> {
                    Electorate electorate = random(random);
                    Map<FaultDomain, Long> own = sums(electorate, Seat::ownWeight);
                    Map<FaultDomain, Long> cut = sums(electorate, Seat::weight);
                    for (Seat seat : electorate.seats()) {
                        double whole = own.get(seat.domain());
                        double share =
                                whole == 0 ? 0 : seat.ownWeight() / whole * cut.get(seat.domain());
                        assertTrue(Math.abs(seat.weight() - share) < 1 + 1e-6, seat::toString);
                    }
                });
    }

    @Test
    void remaindersGoToTheLargestFractionsThenById() {
        long[] weights = {10, 10, 10, 7, 7, 7};
        int[] domains = {0, 1, 2, 3, 3, 3};
        Electorate electorate = Pools.of(weights, domains, Pools.ANSWER);
        // 3c < 30 + c: c is 14, and 14 in three equal parts is 5, 5 and 4.
        assertEquals(
                List.of(10L, 10L, 10L, 5L, 5L, 4L),
                electorate.seats().stream().map(Seat::weight).toList());
    }

    @Test
    void theDomainsThatMayFailAreThoseOfTheNaiveCount() {
        Seeds.forEach(
                5_000,
                random -> {
                    Electorate electorate = random(random);
                    assertEquals(naivelyTolerated(electorate), electorate.domainsTolerated());
                });
    }

    private static int naivelyTolerated(Electorate electorate) {
        Map<FaultDomain, Long> heads = sums(electorate, seat -> 1);
        Map<FaultDomain, Long> weights = sums(electorate, Seat::weight);
        long positive = weights.values().stream().filter(weight -> weight > 0).count();
        int tolerated = 0;
        for (int t = 1; positive >= 4 && t <= heads.size(); t++) {
            boolean seatsHold = largest(heads.values(), t) <= (electorate.size() - 1) / 3;
            boolean weightHolds = 3 * largest(weights.values(), t) < electorate.totalWeight();
            if (seatsHold && weightHolds) {
                tolerated = t;
            }
        }
        return tolerated;
    }

    private static long largest(Collection<Long> values, int count) {
        List<Long> sorted = new ArrayList<>(values);
        sorted.sort((one, other) -> Long.compare(other, one));
        return sorted.subList(0, count).stream().mapToLong(Long::longValue).sum();
    }

    private static Map<FaultDomain, Long> sums(
            Electorate electorate, java.util.function.ToLongFunction<Seat> value) {
        Map<FaultDomain, Long> sums = new HashMap<>();
        electorate
                .seats()
                .forEach(seat -> sums.merge(seat.domain(), value.applyAsLong(seat), Long::sum));
        return sums;
    }

    private static Electorate random(RandomGenerator random) {
        int n = 1 + random.nextInt(30);
        int domainCount = 1 + random.nextInt(10);
        long scale = random.nextBoolean() ? 5 : Seat.WEIGHT_MAX;
        long[] weights = new long[n];
        int[] domains = new int[n];
        for (int i = 0; i < n; i++) {
            weights[i] = random.nextInt(5) == 0 ? 0 : random.nextLong(scale + 1);
            domains[i] = random.nextInt(domainCount);
        }
        return Pools.of(weights, domains, Pools.ANSWER);
    }
}
