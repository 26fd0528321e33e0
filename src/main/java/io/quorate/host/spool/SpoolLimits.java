package io.quorate.host.spool;

/// How much a [FileSpool] takes.
///
/// @param bytesMax all its files together; beyond it nothing is taken
/// @param fileBytesMax from which on a new file is begun
/// @param waitingMax what may wait to be written
/// @param batchMax what is synced together at most
public record SpoolLimits(long bytesMax, long fileBytesMax, int waitingMax, int batchMax) {
    private static final long MEBIBYTE = 1024 * 1024;

    public static final SpoolLimits DEFAULT =
            new SpoolLimits(512 * MEBIBYTE, 16 * MEBIBYTE, 4_096, 512);

    public SpoolLimits {
        if (bytesMax < 1 || fileBytesMax < 1 || waitingMax < 1 || batchMax < 1) {
            throw new IllegalArgumentException("at least one must be possible");
        }
    }

    /// The same with another bound for all files together.
    public SpoolLimits bytesMax(long other) {
        return new SpoolLimits(other, fileBytesMax, waitingMax, batchMax);
    }
}
