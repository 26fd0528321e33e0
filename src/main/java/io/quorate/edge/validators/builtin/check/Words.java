package io.quorate.edge.validators.builtin.check;

import java.util.List;

/// How checks word their reasons.
public final class Words {
    public static final String NO_SOURCES = "There are no sources to compare with.";

    /// Quotations that one finding brings along.
    public static final int EVIDENCE_MAX = 5;

    private static final int LISTED_MAX = 6;
    private static final int QUOTED_MAX = 120;

    private Words() {}

    /// The first few, quoted, with commas.
    public static String listed(List<String> words) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < Math.min(words.size(), LISTED_MAX); i++) {
            list.append(i == 0 ? "" : ", ").append(quoted(words.get(i)));
        }
        if (words.size() > LISTED_MAX) {
            list.append(" and ").append(words.size() - LISTED_MAX).append(" more");
        }
        return list.toString();
    }

    /// In quotation marks, on one line, cut where it is long.
    public static String quoted(String text) {
        int end = Math.min(text.length(), QUOTED_MAX);
        if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        String cut = text.substring(0, end).replace('\n', ' ').replace('\r', ' ');
        return '"' + cut + (end < text.length() ? "…" : "") + '"';
    }

    public static String percent(double share) {
        return Math.round(share * 100) + " %";
    }
}
