package io.quorate.core.audit.tree;

import io.quorate.core.audit.bytes.Parsed;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a log serves, by its path below the log's prefix (C2SP tlog-tiles).
public sealed interface LogPath {
    /// The newest signed tree head.
    record CheckpointPath() implements LogPath {
        @Override
        public String text() {
            return "checkpoint";
        }
    }

    /// Hashes of the tree.
    ///
    /// @param width from 1 to 256; 256 is a full tile
    record TilePath(int level, long index, int width) implements LogPath {
        public TilePath {
            if (level < 0 || level > LEVEL_MAX) {
                throw new IllegalArgumentException("a level is from 0 to 63, not " + level);
            }
            check(index, width);
        }

        @Override
        public String text() {
            return "tile/" + level + "/" + numbered(index, width);
        }
    }

    /// The entries below a tile of level 0.
    ///
    /// @param width from 1 to 256; 256 is a full bundle
    record EntriesPath(long index, int width) implements LogPath {
        public EntriesPath {
            check(index, width);
        }

        @Override
        public String text() {
            return "tile/entries/" + numbered(index, width);
        }
    }

    int LEVEL_MAX = 63;

    /// The path without a leading slash, such as `tile/0/x001/x234/067.p/5`.
    String text();

    /// Reads a path in its one spelling; leading zeroes and superfluous elements are malformed.
    static Parsed<LogPath> parse(String text) {
        if (text.equals("checkpoint")) {
            return new Parsed.Ok<>(new CheckpointPath());
        }
        Matcher matcher = Grammar.TILE.matcher(text);
        if (!matcher.matches()) {
            return new Parsed.Malformed<>("neither the checkpoint nor a tile");
        }
        String number = matcher.group("number").replace("/", "").replace("x", "");
        String partial = matcher.group("width");
        int width = partial == null ? Tile.WIDTH : Integer.parseInt(partial);
        // 19 digits are beyond what a long holds; 18 are not.
        if (number.length() > Grammar.INDEX_DIGITS_MAX) {
            return new Parsed.Malformed<>("an index with more than 18 digits");
        }
        if (partial != null && width >= Tile.WIDTH) {
            return new Parsed.Malformed<>("a partial tile is from 1 to 255 wide");
        }
        long index = Long.parseLong(number);
        String level = matcher.group("level");
        if (level.equals("entries")) {
            return new Parsed.Ok<>(new EntriesPath(index, width));
        }
        return Integer.parseInt(level) > LEVEL_MAX
                ? new Parsed.Malformed<>("a level is from 0 to 63")
                : new Parsed.Ok<>(new TilePath(Integer.parseInt(level), index, width));
    }

    private static void check(long index, int width) {
        if (index < 0 || width < 1 || width > Tile.WIDTH) {
            throw new IllegalArgumentException("no tile " + index + " of width " + width);
        }
    }

    private static String numbered(long index, int width) {
        StringBuilder path = new StringBuilder();
        path.append(padded(index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            path.insert(0, "x" + padded(rest % 1000) + "/");
        }
        if (width < Tile.WIDTH) {
            path.append(".p/").append(width);
        }
        return path.toString();
    }

    private static String padded(long three) {
        return (three < 10 ? "00" : three < 100 ? "0" : "") + three;
    }

    /// The grammar of a tile's path, apart from the bounds of its numbers.
    final class Grammar {
        private static final int INDEX_DIGITS_MAX = 18;

        private static final Pattern TILE =
                Pattern.compile(
                        "tile/(?<level>entries|0|[1-9][0-9]?)"
                                + "/(?<number>(?:x(?!000)[0-9]{3}/(?:x[0-9]{3}/)*)?[0-9]{3})"
                                + "(?:\\.p/(?<width>[1-9][0-9]{0,2}))?");

        private Grammar() {}
    }
}
