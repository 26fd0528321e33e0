package io.quorate.edge.validators.builtin.text;

import java.util.Arrays;

/// One text as a sequence of words and sentences, each with its place in the text.
///
/// A word is a run of letters and digits; a number keeps its decimal point and loses its grouping;
/// an ideograph is a word of its own. Punctuation only ends words and sentences.
public final class Passage {
    /// Characters of a word that are looked at.
    public static final int WORD_MAX = 64;

    /// Words of a sentence; where a text goes on without an end, a new one begins.
    public static final int SENTENCE_MAX = 256;

    static final int CAPITAL = 1;
    static final int NUMBER = 2;
    static final int FUNCTION = 4;
    static final int NEGATION = 8;

    private static final int AT_FIRST = 32;

    private final String text;
    private final Vocabulary vocabulary;
    private int[] starts = new int[AT_FIRST];
    private int[] ends = new int[AT_FIRST];
    private int[] numbers = new int[AT_FIRST];
    private byte[] forms = new byte[AT_FIRST];
    private int[] sentences = new int[AT_FIRST];
    private int size;
    private int sentenceCount;

    private Passage(String text, Vocabulary vocabulary) {
        this.text = text;
        this.vocabulary = vocabulary;
    }

    public static Passage of(String text, Vocabulary vocabulary) {
        Passage passage = new Passage(text, vocabulary);
        new Tokens(text, passage).read();
        passage.dropEmptySentence();
        return passage;
    }

    public String text() {
        return text;
    }

    public int size() {
        return size;
    }

    public int sentenceCount() {
        return sentenceCount;
    }

    /// The first word of a sentence; of the sentence after the last, the number of words.
    public int sentenceStart(int sentence) {
        return sentence < sentenceCount ? sentences[sentence] : size;
    }

    /// The sentence a word is in.
    public int sentenceOf(int word) {
        int found = Arrays.binarySearch(sentences, 0, sentenceCount, word);
        return found >= 0 ? found : -found - 2;
    }

    public String sentence(int sentence) {
        int from = sentenceStart(sentence);
        int to = sentenceStart(sentence + 1);
        return from < to ? between(from, to) : "";
    }

    /// The text from one word up to, and without, another.
    public String between(int from, int to) {
        return text.substring(starts[from], ends[to - 1]);
    }

    public int start(int word) {
        return starts[word];
    }

    public int end(int word) {
        return ends[word];
    }

    public String word(int word) {
        return vocabulary.word(numbers[word]);
    }

    /// The word as it stands in the text.
    public String written(int word) {
        return text.substring(starts[word], ends[word]);
    }

    public int concept(int word) {
        return vocabulary.concept(numbers[word]);
    }

    public boolean isNumber(int word) {
        return (forms[word] & NUMBER) != 0;
    }

    public boolean isCapital(int word) {
        return (forms[word] & CAPITAL) != 0;
    }

    public boolean isNegation(int word) {
        return (forms[word] & NEGATION) != 0;
    }

    /// Whether it says something, other than hold a sentence together.
    public boolean isContent(int word) {
        return (forms[word] & FUNCTION) == 0;
    }

    public boolean isSentenceStart(int word) {
        return sentenceStart(sentenceOf(word)) == word;
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    void add(int start, int end, String word, int form) {
        if (size == starts.length) {
            int more = size * 2;
            starts = Arrays.copyOf(starts, more);
            ends = Arrays.copyOf(ends, more);
            numbers = Arrays.copyOf(numbers, more);
            forms = Arrays.copyOf(forms, more);
        }
        if (sentenceCount == 0 || size - sentences[sentenceCount - 1] == SENTENCE_MAX) {
            beginSentence();
        }
        int all = form;
        if (Lexicon.FUNCTION.contains(word)) {
            all |= FUNCTION;
        }
        if (Lexicon.NEGATION.contains(word)) {
            all |= NEGATION;
        }
        starts[size] = start;
        ends[size] = end;
        numbers[size] = vocabulary.number(word);
        forms[size] = (byte) all;
        size++;
    }

    private void dropEmptySentence() {
        if (sentenceCount > 0 && sentences[sentenceCount - 1] == size) {
            sentenceCount--;
        }
    }

    /// The next word begins a sentence; does nothing where one begins already.
    void beginSentence() {
        if (sentenceCount > 0 && sentences[sentenceCount - 1] == size) {
            return;
        }
        if (sentenceCount == sentences.length) {
            sentences = Arrays.copyOf(sentences, sentenceCount * 2);
        }
        sentences[sentenceCount++] = size;
    }
}
