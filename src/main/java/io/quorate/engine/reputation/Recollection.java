package io.quorate.engine.reputation;

import io.quorate.core.detection.Response;
import io.quorate.core.reputation.Episode;
import io.quorate.core.reputation.Retrospect;
import io.quorate.engine.reputation.ReputationStore.Memory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The latest episodes of one pool: those that the store has, in its order, and after them those
/// that happened here since. Not safe for several threads.
final class Recollection {
    private final Deque<Episode> stored = new ArrayDeque<>();
    private final List<Episode> underWay = new ArrayList<>();
    private final Deque<Episode> unsent = new ArrayDeque<>();
    private long storedTotal;

    Recollection(Memory memory) {
        takeOver(memory);
    }

    void add(Episode episode) {
        unsent.addLast(episode);
        if (unsent.size() > Episode.LATEST) {
            unsent.removeFirst();
        }
    }

    /// What happened here since the last time, on its way into the store.
    List<Episode> takeUnsent() {
        underWay.addAll(unsent);
        unsent.clear();
        return List.copyOf(underWay);
    }

    /// Takes over what the store took in since it was last asked, what was on its way to it
    /// included. Answers with what happened elsewhere.
    List<Episode> takeOver(Memory memory) {
        Set<Episode> own = new HashSet<>(underWay);
        underWay.clear();
        storedTotal = memory.total();
        for (Episode episode : memory.episodes()) {
            stored.addLast(episode);
            if (stored.size() > Episode.LATEST) {
                stored.removeFirst();
            }
        }
        return memory.episodes().stream().filter(episode -> !own.contains(episode)).toList();
    }

    /// How many episodes of all that ever were the store has told of.
    long storedTotal() {
        return storedTotal;
    }

    /// How many there ever were, here and elsewhere.
    long total() {
        return storedTotal + underWay.size() + unsent.size();
    }

    List<Episode> episodes() {
        List<Episode> all =
                Stream.of(stored, underWay, unsent).flatMap(part -> part.stream()).toList();
        return all.subList(Math.max(0, all.size() - Episode.LATEST), all.size());
    }

    /// The decisions and labels among them.
    Retrospect retrospect() {
        Retrospect retrospect = new Retrospect();
        episodes().forEach(episode -> episode.lesson().ifPresent(retrospect::add));
        return retrospect;
    }

    List<Response> responses() {
        return episodes().stream().flatMap(episode -> episode.responses().stream()).toList();
    }
}
