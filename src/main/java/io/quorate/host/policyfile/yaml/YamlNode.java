package io.quorate.host.policyfile.yaml;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One value of a YAML file, with the place where it begins.
public sealed interface YamlNode {
    Position at();

    /// What it is, in words that follow "is".
    String words();

    /// A text.
    record Scalar(String text, Style style, Position at) implements YamlNode {
        private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
        private static final int SHOWN_MAX = 60;

        /// Whether the value was left out.
        public boolean isMissing() {
            return style == Style.PLAIN && NULLS.contains(text);
        }

        @Override
        public String words() {
            if (isMissing()) {
                return "without a value";
            }
            String shown =
                    text.codePointCount(0, text.length()) <= SHOWN_MAX
                            ? text
                            : text.substring(0, text.offsetByCodePoints(0, SHOWN_MAX)) + "…";
            String line = shown.replace("\n", "\\n");
            return style == Style.PLAIN ? line : "the text \"" + line + "\"";
        }
    }

    /// Whether a text stood in quotes, or in a block of its own.
    enum Style {
        PLAIN,
        QUOTED
    }

    /// A list.
    record Sequence(List<YamlNode> items, Position at) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String words() {
            return "a list";
        }
    }

    /// Keys with their values; each key once.
    record Mapping(List<Entry> entries, Position at) implements YamlNode {
        public Mapping {
            entries = List.copyOf(entries);
        }

        public Optional<Entry> entry(String key) {
            return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
        }

        @Override
        public String words() {
            return "a group of keys";
        }
    }

    /// A key and its value.
    ///
    /// @param at where the key begins
    record Entry(String key, Position at, YamlNode value) {}
}
