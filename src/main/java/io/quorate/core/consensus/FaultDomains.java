package io.quorate.core.consensus;

import io.quorate.core.protocol.FaultDomain;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/// The members of an electorate, grouped by what makes them fail together.
///
/// A domain is cut to c, the largest integer with 3c < Σ min(w_d, c): then every domain weighs less
/// than a third of what is counted, so that one domain alone can neither carry nor block by weight.
/// The difference Σ min(w_d, c) − 3c is concave in c and, with four domains of positive weight,
/// positive at their least weight; so the values of c that satisfy it are an interval and its end
/// is found by bisection. With fewer than four no such c exists.
final class FaultDomains {
    private static final int CAP_MIN = 4;

    private final List<Member> members;
    private final List<List<Integer>> groups;

    private FaultDomains(List<Member> members, List<List<Integer>> groups) {
        this.members = members;
        this.groups = groups;
    }

    static FaultDomains of(List<Member> members) {
        Map<FaultDomain, List<Integer>> groups = new TreeMap<>();
        for (int i = 0; i < members.size(); i++) {
            groups.computeIfAbsent(members.get(i).domain(), domain -> new ArrayList<>()).add(i);
        }
        return new FaultDomains(members, List.copyOf(groups.values()));
    }

    /// Whether too few domains carry weight for a cap.
    boolean correlated() {
        long[] own = ownWeights();
        return groups.stream().filter(group -> sum(group, own) > 0).count() < CAP_MIN;
    }

    long[] ownWeights() {
        return members.stream().mapToLong(Member::countedWeight).toArray();
    }

    long[] cappedWeights() {
        long[] own = ownWeights();
        if (correlated()) {
            return own;
        }
        long cap = cap(groups.stream().mapToLong(group -> sum(group, own)).toArray());
        long[] capped = own.clone();
        for (List<Integer> group : groups) {
            long whole = sum(group, own);
            if (whole > cap) {
                share(cap, whole, group, own, capped);
            }
        }
        return capped;
    }

    private static long cap(long[] domains) {
        long satisfied = 1;
        long refuted = LongStream.of(domains).sum() / 3 + 1;
        while (refuted - satisfied > 1) {
            long middle = satisfied + (refuted - satisfied) / 2;
            long counted = 0;
            for (long weight : domains) {
                counted += Math.min(weight, middle);
            }
            if (3 * middle < counted) {
                satisfied = middle;
            } else {
                refuted = middle;
            }
        }
        return satisfied;
    }

    /// Shares a domain's cap among its members in proportion to their weights; what rounding leaves
    /// goes to the largest fractions, then by agent id, so that the parts sum to the cap.
    private void share(long cap, long whole, List<Integer> group, long[] own, long[] capped) {
        BigInteger divisor = BigInteger.valueOf(whole);
        record Part(int place, BigInteger fraction) {}
        List<Part> parts = new ArrayList<>(group.size());
        long left = cap;
        for (int place : group) {
            BigInteger[] exact =
                    BigInteger.valueOf(own[place])
                            .multiply(BigInteger.valueOf(cap))
                            .divideAndRemainder(divisor);
            capped[place] = exact[0].longValueExact();
            left -= capped[place];
            parts.add(new Part(place, exact[1]));
        }
        parts.sort(
                Comparator.comparing(Part::fraction)
                        .reversed()
                        .thenComparing(part -> members.get(part.place()).agent()));
        for (int i = 0; i < left; i++) {
            capped[parts.get(i).place()]++;
        }
    }

    /// t: the most domains that may fail together, be they the most populous or the heaviest.
    int tolerated(long[] weights) {
        if (correlated()) {
            return 0;
        }
        int[] seats = groups.stream().mapToInt(List::size).sorted().toArray();
        long[] heavy = groups.stream().mapToLong(group -> sum(group, weights)).sorted().toArray();
        long total = Arrays.stream(weights).sum();
        int faulty = (members.size() - 1) / 3;
        int tolerated = 0;
        long lostSeats = 0;
        long lostWeight = 0;
        for (int last = seats.length - 1; last >= 0; last--) {
            lostSeats += seats[last];
            lostWeight += heavy[last];
            if (lostSeats > faulty || 3 * lostWeight >= total) {
                return tolerated;
            }
            tolerated++;
        }
        return tolerated;
    }

    private static long sum(List<Integer> group, long[] weights) {
        long sum = 0;
        for (int place : group) {
            sum += weights[place];
        }
        return sum;
    }
}
