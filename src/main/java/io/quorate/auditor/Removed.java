package io.quorate.auditor;

import io.quorate.auditor.tree.Tiles;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Records that are not there any more at the beginning of a log, and the certificates for it.
///
/// A log that is pruned ends its promise to keep old records, not its tree: the hashes of what was
/// removed are still there, and lead to the signed root together with the records that are left. A
/// record of kind `deletion_certificate` says up to where the log was pruned; whatever is missing
/// beyond that is missing.
final class Removed implements RecordCheck {
    private static final Set<String> FIELDS = Set.of("kind", "origin", "minimum_index");
    private static final String CERTIFICATE = "deletion_certificate";

    private final String origin;
    private final Extent asked;
    private final long end;
    private final long size;
    private long certified;
    private long certificate = -1;

    private Removed(String origin, Extent asked, long end, long size) {
        this.origin = origin;
        this.asked = asked;
        this.end = end;
        this.size = size;
    }

    /// Looks whether the log begins later than asked. That nothing is missing after its beginning
    /// is for the scan to find out.
    static Removed find(ChunkReader reader, String origin, Extent asked, long size)
            throws IOException {
        int width = Tiles.WIDTH;
        long low = asked.from() / width;
        long last = (asked.to() + width - 1) / width - 1;
        if (low > last || isThere(reader, low) || !isThere(reader, last)) {
            return new Removed(origin, asked, asked.from(), size);
        }
        long high = last;
        while (low + 1 < high) {
            long middle = (low + high) >>> 1;
            if (isThere(reader, middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return new Removed(origin, asked, high * width, size);
    }

    private static boolean isThere(ChunkReader reader, long chunk) throws IOException {
        return reader.read(chunk).count > 0;
    }

    /// What of the records asked for is left.
    Extent left() {
        return new Extent(end, asked.to());
    }

    boolean any() {
        return end > asked.from();
    }

    @Override
    public Set<String> fields() {
        return FIELDS;
    }

    @Override
    public void record(long index, Map<String, Object> fields, Consumer<Finding> findings) {
        if (CERTIFICATE.equals(fields.get("kind"))
                && origin.equals(fields.get("origin"))
                && fields.get("minimum_index") instanceof Long minimum
                && minimum > certified
                && minimum <= index) {
            certified = minimum;
            certificate = index;
        }
    }

    @Override
    public void end(Consumer<Finding> findings, Consumer<String> notes) {
        if (!any()) {
            return;
        }
        String removed = "records " + asked.from() + " to " + (end - 1);
        if (certified >= end) {
            notes.accept(removed + " were pruned; record " + certificate + " certifies it");
        } else {
            findings.accept(
                    Finding.between(
                            Defect.MISSING,
                            Math.max(asked.from(), certified),
                            end - 1,
                            asked.to() < size
                                    ? "signed, but not there; a certificate that they were pruned"
                                            + " would be among the records after "
                                            + (asked.to() - 1)
                                    : "signed, but not there, and no certificate says that they"
                                            + " were pruned"));
        }
    }
}
