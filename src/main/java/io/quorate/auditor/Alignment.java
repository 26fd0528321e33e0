package io.quorate.auditor;

import io.quorate.auditor.tree.Sha;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Compares the records that are there with the leaf hashes that were signed, and finds out what
/// happened to each that is not in its place.
///
/// Both are rows of hashes. Where they agree one to one there is nothing to say. Where they do not,
/// the longest rising run of equal hashes is what stayed in order; its members are the *anchors*.
/// Between two anchors, what stands against each other was altered, and what is left over on one
/// side is missing or was added. What follows the last anchor is carried over to the next records,
/// so that a deletion after which everything moved up is seen as the one deletion that it is.
final class Alignment {
    /// A place where the rows differ: a signed hash, the hash of a record, or one against the
    /// other.
    ///
    /// @param signedAt where the signed record belongs; -1 if the record was added
    /// @param foundAt where the record stands; -1 if there is none
    record Difference(long signedAt, Hash signed, long foundAt, Hash found) {}

    /// A leaf hash as a value.
    record Hash(long a, long b, long c, long d) {
        static final Hash NONE = new Hash(0, 0, 0, 0);

        static Hash read(byte[] hashes, int number) {
            ByteBuffer bytes = ByteBuffer.wrap(hashes, number * Sha.BYTES, Sha.BYTES);
            return new Hash(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
        }
    }

    private record Item(long index, Hash hash) {}

    private record Anchor(int signed, int found) {}

    private static final int CARRIED_MAX = 4096;
    private static final int DIFFERENCES_MAX = 100_000;

    private final List<Difference> differences = new ArrayList<>();
    private final List<Item> signed = new ArrayList<>();
    private final List<Item> found = new ArrayList<>();
    private long inAll;

    /// Compares the next records; the first of each row has the given index.
    void next(
            long signedFirst,
            byte[] signedHashes,
            int signedCount,
            long foundFirst,
            byte[] foundHashes,
            int foundCount) {
        boolean same =
                signedCount == foundCount
                        && Arrays.equals(
                                signedHashes,
                                0,
                                signedCount * Sha.BYTES,
                                foundHashes,
                                0,
                                foundCount * Sha.BYTES);
        if (same && signed.isEmpty() && found.isEmpty()) {
            return;
        }
        for (int i = 0; i < signedCount; i++) {
            signed.add(new Item(signedFirst + i, Hash.read(signedHashes, i)));
        }
        for (int i = 0; i < foundCount; i++) {
            found.add(new Item(foundFirst + i, Hash.read(foundHashes, i)));
        }
        int signedDone = 0;
        int foundDone = 0;
        List<Anchor> rising = rising();
        List<Anchor> inPlace = inPlace();
        boolean stayed = inPlace.size() >= rising.size() - (reorderedOnly() ? 1 : 0);
        for (Anchor anchor : stayed ? inPlace : rising) {
            differ(signedDone, anchor.signed, foundDone, anchor.found);
            signedDone = anchor.signed + 1;
            foundDone = anchor.found + 1;
        }
        forget(signedDone, foundDone);
        int carried = Math.min(signed.size(), found.size());
        if (carried > CARRIED_MAX) {
            differ(0, carried, 0, carried);
            forget(carried, carried);
        }
    }

    /// Says that no more records follow, so that what is carried over will find no counterpart.
    void end() {
        differ(0, signed.size(), 0, found.size());
        forget(signed.size(), found.size());
    }

    /// The differences in the order of the records; at most the first hundred thousand.
    List<Difference> differences() {
        return Collections.unmodifiableList(differences);
    }

    /// How many differences there are.
    long inAll() {
        return inAll;
    }

    private void differ(int signedFrom, int signedTo, int foundFrom, int foundTo) {
        int s = signedFrom;
        int f = foundFrom;
        while (s < signedTo || f < foundTo) {
            Item here = s < signedTo ? signed.get(s++) : new Item(-1, Hash.NONE);
            Item there = f < foundTo ? found.get(f++) : new Item(-1, Hash.NONE);
            inAll++;
            if (differences.size() < DIFFERENCES_MAX) {
                differences.add(new Difference(here.index, here.hash, there.index, there.hash));
            }
        }
    }

    private void forget(int signedCount, int foundCount) {
        signed.subList(0, signedCount).clear();
        found.subList(0, foundCount).clear();
    }

    /// Equal hashes at the same place on both sides. Where these are as many as the longest rising
    /// run, they are the better anchors: two swapped records are then seen as two, in their places.
    private List<Anchor> inPlace() {
        List<Anchor> anchors = new ArrayList<>();
        for (int i = 0; i < Math.min(signed.size(), found.size()); i++) {
            if (signed.get(i).equals(found.get(i))) {
                anchors.add(new Anchor(i, i));
            }
        }
        return anchors;
    }

    /// Whether both sides have the same hashes, so that nothing but their order differs. Then
    /// swapped neighbours, which leave a run that is longer by one, are still seen as two.
    private boolean reorderedOnly() {
        Set<Hash> hashes = new HashSet<>();
        signed.forEach(item -> hashes.add(item.hash));
        return signed.size() == found.size()
                && found.stream().allMatch(item -> hashes.contains(item.hash));
    }

    /// The longest run of equal hashes that rises on both sides: patience sorting, which keeps for
    /// each length the run that ends lowest.
    private List<Anchor> rising() {
        Map<Hash, Integer> places = new HashMap<>();
        for (int i = found.size() - 1; i >= 0; i--) {
            places.put(found.get(i).hash, i);
        }
        List<Anchor> ends = new ArrayList<>();
        List<Integer> endPairs = new ArrayList<>();
        List<Anchor> pairs = new ArrayList<>();
        List<Integer> before = new ArrayList<>();
        for (int s = 0; s < signed.size(); s++) {
            Integer f = places.get(signed.get(s).hash);
            if (f == null) {
                continue;
            }
            Anchor pair = new Anchor(s, f);
            int length = below(ends, f);
            pairs.add(pair);
            before.add(length == 0 ? -1 : endPairs.get(length - 1));
            if (length == ends.size()) {
                ends.add(pair);
                endPairs.add(pairs.size() - 1);
            } else {
                ends.set(length, pair);
                endPairs.set(length, pairs.size() - 1);
            }
        }
        List<Anchor> run = new ArrayList<>();
        int at = endPairs.isEmpty() ? -1 : endPairs.getLast();
        while (at >= 0) {
            run.add(pairs.get(at));
            at = before.get(at);
        }
        Collections.reverse(run);
        return run;
    }

    /// How many runs end below a place.
    private static int below(List<Anchor> ends, int found) {
        int low = 0;
        int high = ends.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends.get(middle).found < found) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
