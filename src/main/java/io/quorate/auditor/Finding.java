package io.quorate.auditor;

/// A defect, where it is, and what makes it one.
public record Finding(Defect defect, Place place, String detail) {
    /// Where a defect is.
    public sealed interface Place {
        /// Records by their index, both ends included.
        record Records(long from, long to) implements Place {
            @Override
            public String toString() {
                return from == to ? "record " + from : "records " + from + " to " + to;
            }
        }

        /// A file below the log or bundle.
        record File(String path) implements Place {
            @Override
            public String toString() {
                return path;
            }
        }

        /// Sequence numbers of an origin, both ends included, and the record at which it shows.
        record Numbers(String origin, long from, long to, long record) implements Place {
            @Override
            public String toString() {
                String numbers = from == to ? "number " + from : "numbers " + from + " to " + to;
                return numbers + " of " + origin + ", seen at record " + record;
            }
        }
    }

    /// A defect of one record.
    public static Finding at(Defect defect, long record, String detail) {
        return new Finding(defect, new Place.Records(record, record), detail);
    }

    /// A defect of neighbouring records.
    public static Finding between(Defect defect, long from, long to, String detail) {
        return new Finding(defect, new Place.Records(from, to), detail);
    }

    /// A defect of a file.
    public static Finding in(Defect defect, String path, String detail) {
        return new Finding(defect, new Place.File(path), detail);
    }

    @Override
    public String toString() {
        return defect + " " + place + ": " + detail;
    }
}
