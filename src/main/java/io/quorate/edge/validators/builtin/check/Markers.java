package io.quorate.edge.validators.builtin.check;

import java.util.ArrayList;
import java.util.List;

/// Finds the citation markers of an answer: what stands in square brackets, such as `[1]`, `[2, 3]`
/// or `[annual-report]`. A markdown link, `[text](address)`, is none.
public final class Markers {
    private static final int MARKER_MAX = 80;

    /// One marker.
    ///
    /// @param start of its opening bracket
    /// @param end after its closing bracket
    /// @param content between the brackets
    public record Marker(int start, int end, String content) {
        /// What it names: its parts between commas and semicolons.
        public List<String> names() {
            List<String> names = new ArrayList<>();
            int from = 0;
            for (int i = 0; i <= content.length(); i++) {
                if (i == content.length() || content.charAt(i) == ',' || content.charAt(i) == ';') {
                    names.add(content.substring(from, i).strip());
                    from = i + 1;
                }
            }
            return List.copyOf(names);
        }
    }

    private Markers() {}

    public static List<Marker> in(String text) {
        List<Marker> found = new ArrayList<>();
        int open = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '[') {
                open = i;
            } else if (c == '\n') {
                open = -1;
            } else if (c == ']' && open >= 0) {
                boolean link = i + 1 < text.length() && text.charAt(i + 1) == '(';
                if (!link && i - open <= MARKER_MAX) {
                    found.add(new Marker(open, i + 1, text.substring(open + 1, i)));
                }
                open = -1;
            }
        }
        return List.copyOf(found);
    }

    /// The text with spaces in place of its markers.
    static String blanked(String text) {
        List<Marker> markers = in(text);
        if (markers.isEmpty()) {
            return text;
        }
        StringBuilder blank = new StringBuilder(text);
        for (Marker marker : markers) {
            for (int i = marker.start(); i < marker.end(); i++) {
                blank.setCharAt(i, ' ');
            }
        }
        return blank.toString();
    }
}
