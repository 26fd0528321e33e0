package io.quorate.auditor.format;

import io.quorate.auditor.tree.Tiles;

/// A bundle of entries as it lies in the log: each with its length in two bytes before it.
public final class Entries {
    /// The longest bundle there can be.
    public static final int BYTES_MAX = Tiles.WIDTH * (2 + 65_535);

    private final byte[] bundle;
    private final int[] starts;
    private final int count;
    private final boolean whole;

    private Entries(byte[] bundle, int[] starts, int count, boolean whole) {
        this.bundle = bundle;
        this.starts = starts;
        this.count = count;
        this.whole = whole;
    }

    /// Reads as many entries as there are, at most a full bundle.
    public static Entries read(byte[] bundle) {
        int[] starts = new int[Tiles.WIDTH + 1];
        int count = 0;
        int at = 0;
        while (count < Tiles.WIDTH && at + 2 <= bundle.length) {
            int length = (bundle[at] & 0xff) << 8 | (bundle[at + 1] & 0xff);
            if (at + 2 + length > bundle.length) {
                break;
            }
            starts[count++] = at + 2;
            at += 2 + length;
        }
        starts[count] = at + 2;
        return new Entries(bundle, starts, count, at == bundle.length);
    }

    public byte[] bytes() {
        return bundle;
    }

    public int count() {
        return count;
    }

    /// Whether the bundle ends where its last entry does.
    public boolean whole() {
        return whole;
    }

    public int start(int entry) {
        return starts[entry];
    }

    public int length(int entry) {
        return starts[entry + 1] - 2 - starts[entry];
    }
}
