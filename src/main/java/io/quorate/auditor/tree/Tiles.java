package io.quorate.auditor.tree;

/// How tiles are counted and named (C2SP tlog-tiles).
public final class Tiles {
    public static final int WIDTH = 256;

    private static final int BITS = 8;

    private Tiles() {}

    /// How many hashes a level has in all its tiles.
    public static long hashes(int level, long size) {
        return level * BITS >= Long.SIZE ? 0 : size >>> (level * BITS);
    }

    /// How many leaves stand below a hash of that level.
    public static long leaves(int level) {
        return 1L << (level * BITS);
    }

    /// The number of levels that have at least one hash.
    public static int levels(long size) {
        int levels = 0;
        while (hashes(levels, size) > 0) {
            levels++;
        }
        return levels;
    }

    public static int width(int level, long index, long size) {
        return Math.clamp(hashes(level, size) - index * WIDTH, 0, WIDTH);
    }

    public static String path(int level, long index, int width) {
        return "tile/" + level + "/" + number(index) + partial(width);
    }

    public static String entriesPath(long index, int width) {
        return "tile/entries/" + number(index) + partial(width);
    }

    private static String partial(int width) {
        return width == WIDTH ? "" : ".p/" + width;
    }

    private static String number(long index) {
        String digits = Long.toString(index);
        digits = "0".repeat((3 - digits.length() % 3) % 3) + digits;
        StringBuilder path = new StringBuilder();
        for (int i = 0; i + 3 < digits.length(); i += 3) {
            path.append('x').append(digits, i, i + 3).append('/');
        }
        return path.append(digits, digits.length() - 3, digits.length()).toString();
    }
}
