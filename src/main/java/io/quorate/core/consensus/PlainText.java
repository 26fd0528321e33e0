package io.quorate.core.consensus;

import java.text.Normalizer;

/// Texts reduced to what a reader sees: invisible format characters dropped, Unicode form NFKC,
/// every run of white space one space, none at the ends.
public final class PlainText {
    private PlainText() {}

    public static String normalised(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints()
                .filter(point -> Character.getType(point) != Character.FORMAT)
                .forEach(visible::appendCodePoint);
        String composed = Normalizer.normalize(visible, Normalizer.Form.NFKC);
        StringBuilder spaced = new StringBuilder(composed.length());
        composed.codePoints().forEach(point -> append(point, spaced));
        return spaced.toString().strip();
    }

    private static void append(int point, StringBuilder spaced) {
        if (!Character.isWhitespace(point) && !Character.isSpaceChar(point)) {
            spaced.appendCodePoint(point);
        } else if (!spaced.isEmpty() && spaced.charAt(spaced.length() - 1) != ' ') {
            spaced.append(' ');
        }
    }
}
