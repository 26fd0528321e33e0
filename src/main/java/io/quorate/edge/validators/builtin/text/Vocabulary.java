package io.quorate.edge.validators.builtin.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The words of one submission, numbered as they are met, each with the number of its concept.
///
/// Passages read with the same vocabulary can be compared by number. Not safe for several threads.
public final class Vocabulary {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> words = new ArrayList<>();
    private final List<Integer> concepts = new ArrayList<>();

    /// The number of a normalised word.
    int number(String word) {
        Integer known = numbers.get(word);
        if (known != null) {
            return known;
        }
        int number = words.size();
        numbers.put(word, number);
        words.add(word);
        concepts.add(number);
        String concept = Lexicon.concept(word);
        if (!concept.equals(word)) {
            concepts.set(number, concepts.get(number(concept)));
        }
        return number;
    }

    public String word(int number) {
        return words.get(number);
    }

    public int concept(int number) {
        return concepts.get(number);
    }

    public int size() {
        return words.size();
    }

    /// Whether one concept says the opposite of the other.
    public boolean areOpposite(int concept, int other) {
        return Lexicon.areOpposite(words.get(concept), words.get(other));
    }
}
