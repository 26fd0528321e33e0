package io.quorate.edge.validators.builtin.check;

import io.quorate.core.protocol.Quotation;
import io.quorate.core.protocol.Source;
import io.quorate.edge.validators.builtin.text.Passage;
import io.quorate.edge.validators.builtin.text.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The sources of a submission as one row of sentences, with an index from concepts to sentences.
///
/// A source's title is a sentence of it that cannot be quoted. The index is two arrays, filled by
/// counting; for a concept that stands in very many sentences only the first [#PLACES_MAX] are
/// looked at, so that no question about the sources costs more than its own words.
public final class Sources {
    static final int PLACES_MAX = 256;
    private static final int QUOTE_MAX = 300;

    /// Sentences from one text: a title or a body.
    private record Part(int source, boolean title, Passage passage, int firstSentence) {}

    /// A sentence and how much of what was looked for it holds, in [0,1].
    public record Hit(int sentence, double share) {}

    private final List<Source> sources;
    private final List<Part> parts;
    private final int[] firstSentences;
    private final int sentenceCount;
    private final int[] firstPlaces;
    private final int[] places;

    private Sources(List<Source> sources, Vocabulary vocabulary) {
        this.sources = List.copyOf(sources);
        this.parts = new ArrayList<>();
        int count = 0;
        for (int i = 0; i < sources.size(); i++) {
            count = add(i, true, sources.get(i).title(), count, vocabulary);
            count = add(i, false, sources.get(i).text(), count, vocabulary);
        }
        this.sentenceCount = count;
        this.firstSentences = parts.stream().mapToInt(Part::firstSentence).toArray();
        this.firstPlaces = new int[vocabulary.size() + 1];
        this.places = index();
    }

    static Sources of(List<Source> sources, Vocabulary vocabulary) {
        return new Sources(sources, vocabulary);
    }

    private int add(int source, boolean title, String text, int first, Vocabulary vocabulary) {
        Passage passage = Passage.of(text, vocabulary);
        if (passage.size() > 0) {
            parts.add(new Part(source, title, passage, first));
        }
        return first + passage.sentenceCount();
    }

    /// Counts each concept's sentences, then lays them side by side; a concept that stands twice in
    /// a sentence has one place there.
    private int[] index() {
        int[] lastSeen = new int[firstPlaces.length];
        Arrays.fill(lastSeen, -1);
        eachPlace(lastSeen, (concept, _) -> firstPlaces[concept + 1]++);
        for (int i = 1; i < firstPlaces.length; i++) {
            firstPlaces[i] += firstPlaces[i - 1];
        }
        int[] laid = new int[firstPlaces[firstPlaces.length - 1]];
        int[] next = firstPlaces.clone();
        Arrays.fill(lastSeen, -1);
        eachPlace(lastSeen, (concept, sentence) -> laid[next[concept]++] = sentence);
        return laid;
    }

    private interface Place {
        void at(int concept, int sentence);
    }

    private void eachPlace(int[] lastSeen, Place place) {
        for (Part part : parts) {
            Passage passage = part.passage();
            for (int s = 0; s < passage.sentenceCount(); s++) {
                for (int i = passage.sentenceStart(s); i < passage.sentenceStart(s + 1); i++) {
                    int concept = passage.concept(i);
                    int sentence = part.firstSentence() + s;
                    if (lastSeen[concept] != sentence) {
                        lastSeen[concept] = sentence;
                        place.at(concept, sentence);
                    }
                }
            }
        }
    }

    public boolean isEmpty() {
        return sentenceCount == 0;
    }

    public int sentenceCount() {
        return sentenceCount;
    }

    public List<Source> all() {
        return sources;
    }

    public boolean hold(int concept) {
        return places(concept) > 0;
    }

    /// How much finding a concept tells: 1 where it is rare, less the more sentences have it.
    public double weight(int concept) {
        return 1 / (1 + Math.log1p(Math.max(0, places(concept) - 1)) / 4);
    }

    private int places(int concept) {
        return concept + 1 < firstPlaces.length
                ? firstPlaces[concept + 1] - firstPlaces[concept]
                : 0;
    }

    /// The sentences that hold a concept, the first of them where they are very many.
    public int[] sentencesWith(int concept) {
        int count = Math.min(places(concept), PLACES_MAX);
        return count == 0
                ? new int[0]
                : Arrays.copyOfRange(places, firstPlaces[concept], firstPlaces[concept] + count);
    }

    /// The sentence that holds most of the concepts; a neighbour's count a half.
    public Optional<Hit> best(Collection<Integer> concepts) {
        return shares(concepts).entrySet().stream()
                .map(entry -> new Hit(entry.getKey(), entry.getValue()))
                .reduce(Sources::better);
    }

    /// Of equally good ones the earlier.
    private static Hit better(Hit one, Hit other) {
        int order = Double.compare(one.share(), other.share());
        return order > 0 || (order == 0 && one.sentence() < other.sentence()) ? one : other;
    }

    /// The share of the concepts that each sentence and, by half, its neighbours hold; sentences
    /// that hold none are left out.
    public Map<Integer, Double> shares(Collection<Integer> concepts) {
        double all = 0;
        Map<Integer, Double> sums = new HashMap<>();
        Map<Integer, Double> current = new HashMap<>();
        for (int concept : concepts) {
            double weight = weight(concept);
            all += weight;
            for (int sentence : sentencesWith(concept)) {
                current.merge(sentence, weight, Math::max);
                if (sentence > 0 && source(sentence - 1) == source(sentence)) {
                    current.merge(sentence - 1, weight / 2, Math::max);
                }
                if (sentence + 1 < sentenceCount && source(sentence + 1) == source(sentence)) {
                    current.merge(sentence + 1, weight / 2, Math::max);
                }
            }
            current.forEach((sentence, worth) -> sums.merge(sentence, worth, Double::sum));
            current.clear();
        }
        double total = all;
        sums.replaceAll((_, sum) -> Math.min(1, sum / total));
        return sums;
    }

    /// The share of some concepts that one sentence and, by half, its neighbours hold.
    public double share(int sentence, Collection<Integer> concepts) {
        double found = 0;
        double all = 0;
        for (int concept : concepts) {
            double weight = weight(concept);
            all += weight;
            int from = firstOf(concept);
            int at = Arrays.binarySearch(places, from, from + places(concept), sentence);
            if (at >= 0) {
                found += weight;
            } else {
                int after = -at - 1;
                boolean beside =
                        (after > from && places[after - 1] == sentence - 1)
                                || (after < from + places(concept)
                                        && places[after] == sentence + 1);
                found += beside ? weight / 2 : 0;
            }
        }
        return all == 0 ? 0 : found / all;
    }

    /// The share of some concepts that one source holds in any of its sentences.
    public double shareOfSource(int source, Collection<Integer> concepts) {
        double found = 0;
        double all = 0;
        for (int concept : concepts) {
            double weight = weight(concept);
            all += weight;
            boolean held = false;
            for (int sentence : sentencesWith(concept)) {
                held |= source(sentence) == source;
            }
            found += held ? weight : 0;
        }
        return all == 0 ? 0 : found / all;
    }

    private int firstOf(int concept) {
        return places(concept) == 0 ? 0 : firstPlaces[concept];
    }

    private int source(int sentence) {
        return part(sentence).source();
    }

    private Part part(int sentence) {
        int at = Arrays.binarySearch(firstSentences, sentence);
        return parts.get(at >= 0 ? at : -at - 2);
    }

    /// The text that a sentence is part of.
    public Passage passage(int sentence) {
        return part(sentence).passage();
    }

    /// The sentence's number in its own text.
    public int within(int sentence) {
        return sentence - part(sentence).firstSentence();
    }

    /// The sentence as evidence, cut at a word where it is long; none of a title.
    public List<Quotation> quote(int sentence) {
        Part part = part(sentence);
        Passage passage = part.passage();
        int from = passage.sentenceStart(sentence - part.firstSentence());
        int to = passage.sentenceStart(sentence - part.firstSentence() + 1);
        while (to > from + 1 && passage.end(to - 1) - passage.start(from) > QUOTE_MAX) {
            to--;
        }
        return part.title() || to <= from
                ? List.of()
                : List.of(
                        new Quotation(sources.get(part.source()).id(), passage.between(from, to)));
    }
}
