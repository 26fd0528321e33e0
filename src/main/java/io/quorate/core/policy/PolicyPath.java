package io.quorate.core.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// How the place of a setting is written: names joined by dots, a name in quotes when a dot or
/// anything unusual in it would be misread.
public final class PolicyPath {
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_-]+");

    private PolicyPath() {}

    /// One name of a path.
    public static String segment(String name) {
        return PLAIN.matcher(name).matches() ? name : quoted(name);
    }

    /// A path below another; the empty path is the whole file.
    public static String join(String parent, String child) {
        return parent.isEmpty() ? child : child.isEmpty() ? parent : parent + "." + child;
    }

    /// The names of a path, each as it is written there.
    public static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (int start = 0; start < path.length(); ) {
            int end = endOfSegment(path, start);
            segments.add(path.substring(start, end));
            start = end + 1;
        }
        return List.copyOf(segments);
    }

    /// Where the name that begins at `start` ends.
    static int endOfSegment(String path, int start) {
        int i = start;
        if (i < path.length() && path.charAt(i) == '"') {
            i++;
            while (path.charAt(i) != '"') {
                i += path.charAt(i) == '\\' ? 2 : 1;
            }
            return i + 1;
        }
        int dot = path.indexOf('.', i);
        return dot < 0 ? path.length() : dot;
    }

    static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || c == 0x7f) {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }
}
