package io.quorate.edge.validators.builtin.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/// Splits a text into the words and sentences of a passage, in one pass.
final class Tokens {
    /// A full stop after these does not end a sentence; nor after a single letter.
    private static final Set<String> SHORTENED =
            Set.of(
                    "mr", "mrs", "ms", "dr", "st", "jr", "sr", "prof", "vs", "no", "abbr", "gen",
                    "lt", "col", "approx", "ca", "inc", "etc", "eg", "ie", "al", "fig", "vol",
                    "rev", "hon");

    private static final Set<String> ORDINAL = Set.of("st", "nd", "rd", "th");

    private final String text;
    private final Passage passage;
    private int at;
    private String last = "";

    Tokens(String text, Passage passage) {
        this.text = text;
        this.passage = passage;
    }

    void read() {
        while (at < text.length()) {
            int point = text.codePointAt(at);
            int width = Character.charCount(point);
            if (Character.isIdeographic(point)) {
                passage.add(at, at + width, Character.toString(point), 0);
                at += width;
            } else if (isDigit(at)) {
                number();
            } else if (Character.isLetterOrDigit(point)) {
                word();
            } else {
                mark(point);
                at += width;
            }
        }
    }

    private void number() {
        int start = at;
        StringBuilder digits = new StringBuilder();
        while (at < text.length() && at - start < Passage.WORD_MAX) {
            char c = text.charAt(at);
            if (isDigit(at)) {
                digits.append(c);
            } else if (c == '.' && isDigit(at + 1)) {
                digits.append('.');
            } else if (!(c == ',' && isGroup(at + 1))) {
                break;
            }
            at++;
        }
        int end = at;
        if (at + 1 < text.length()
                && ORDINAL.contains(text.substring(at, at + 2).toLowerCase(Locale.ROOT))
                && !isLetter(at + 2)) {
            at += 2;
            end = at;
        }
        last = digits.toString();
        passage.add(start, end, last, Passage.NUMBER);
    }

    /// Three digits and no fourth, as after the comma of 12,500.
    private boolean isGroup(int from) {
        return isDigit(from) && isDigit(from + 1) && isDigit(from + 2) && !isDigit(from + 3);
    }

    private void word() {
        int start = at;
        int end = at;
        boolean plain = true;
        StringBuilder letters = new StringBuilder();
        while (at < text.length() && at - start < Passage.WORD_MAX) {
            int point = text.codePointAt(at);
            if (isApostrophe(point) && isLetter(at + 1)) {
                if (isPossessive(at)) {
                    at += 2;
                    break;
                }
            } else if (isPart(point)) {
                letters.appendCodePoint(point);
                plain &= point < 128;
            } else {
                break;
            }
            at += Character.charCount(point);
            end = at;
        }
        boolean capital = Character.isUpperCase(text.codePointAt(start));
        last = normalised(letters.toString(), plain);
        passage.add(start, end, last, capital ? Passage.CAPITAL : 0);
    }

    private static String normalised(String word, boolean plain) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (plain) {
            return lower;
        }
        String parts = Normalizer.normalize(lower, Normalizer.Form.NFKD);
        StringBuilder bare = new StringBuilder(parts.length());
        parts.codePoints().filter(point -> !isMark(point)).forEach(bare::appendCodePoint);
        return bare.isEmpty() ? lower : bare.toString();
    }

    private void mark(int point) {
        switch (point) {
            case '%' -> passage.add(at, at + 1, "percent", 0);
            case '$' -> passage.add(at, at + 1, "dollar", 0);
            case '€' -> passage.add(at, at + 1, "euro", 0);
            case '£' -> passage.add(at, at + 1, "pound", 0);
            case '!', '?', '。', '！', '？' -> passage.beginSentence();
            case '.' -> {
                if (endsSentence()) {
                    passage.beginSentence();
                }
            }
            case '\n' -> {
                if (at + 1 < text.length() && isBreak(text.charAt(at + 1))) {
                    passage.beginSentence();
                }
            }
            default -> {
                // Punctuation inside a sentence.
            }
        }
    }

    private static boolean isBreak(char c) {
        return c == '\n' || c == '\r' || c == '-' || c == '*' || c == '#';
    }

    private boolean endsSentence() {
        boolean shortened = last.length() == 1 || SHORTENED.contains(last);
        int next = at + 1;
        if (next < text.length() && (text.charAt(next) == '"' || text.charAt(next) == ')')) {
            next++;
        }
        if (next >= text.length()) {
            return true;
        }
        char following = text.charAt(next);
        if (!Character.isWhitespace(following)) {
            return !shortened && last.length() > 2 && Character.isUpperCase(following);
        }
        return !shortened || isAllDigits();
    }

    private boolean isAllDigits() {
        return Character.isDigit(last.charAt(0));
    }

    private boolean isPossessive(int apostrophe) {
        char next = text.charAt(apostrophe + 1);
        return (next == 's' || next == 'S') && !isLetter(apostrophe + 2);
    }

    private boolean isLetter(int index) {
        return index < text.length() && Character.isLetter(text.charAt(index));
    }

    private boolean isDigit(int index) {
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private static boolean isPart(int point) {
        boolean sign = Character.isLetterOrDigit(point) && !Character.isIdeographic(point);
        return sign || isMark(point);
    }

    private static boolean isApostrophe(int point) {
        return point == '\'' || point == '’';
    }

    private static boolean isMark(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }
}
