package io.quorate.engine.spool;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/// A durable queue on the machine that the sidecar runs on, for one log.
///
/// An implementation MUST NOT complete a [#put] with [Put.Kept] before what was put survives a
/// crash of process and machine; MUST keep the order; MUST bound what it holds; MUST complete each
/// stage with a value for whatever the disk does; and MUST be readable by the owner alone.
public interface Spool extends AutoCloseable {
    /// A spool that holds nothing and takes nothing.
    Spool NONE = new NoSpool();

    /// The name by which the log knows it; none before it was first made ready.
    Optional<String> name();

    /// Makes it ready to be put into. May block.
    Readiness prepare();

    /// What it held when it was opened.
    Remains remains();

    /// Puts one parcel at the end. MUST complete in the order of the calls.
    CompletionStage<Put> put(Parcel parcel);

    /// Remembers that numbers up to this one may have been taken; with the same promise as [#put].
    CompletionStage<Put> reserve(long limit);

    /// Reads parcels back, in the order of the places.
    CompletionStage<Fetch> fetch(List<Place> places);

    /// What lies at this place is not needed any more.
    void release(Place place);

    /// Whether all that was put, and found, was released.
    boolean isEmpty();

    /// Ends what is under way. What was not released is there again when the spool is opened next.
    @Override
    void close();

    /// Whether a spool can be put into.
    sealed interface Readiness {
        record Ready(String name) implements Readiness {}

        record Unusable(String cause) implements Readiness {}
    }

    /// What came of putting something.
    sealed interface Put {
        /// It is safe.
        record Kept(Place place) implements Put {}

        /// It is not, and will not be; or, if the disk failed while it was synced, may be found
        /// there after a crash all the same.
        record Refused(String cause) implements Put {}
    }

    /// What came of reading.
    sealed interface Fetch {
        record Fetched(List<Parcel> parcels) implements Fetch {}

        record Unreadable(String cause) implements Fetch {}
    }

    /// Where a parcel lies.
    record Place(long file, long offset) {}

    /// A parcel that was found when the spool was opened.
    record Item(Tag tag, Place place) {}

    /// What a spool held when it was opened.
    ///
    /// @param items in the order in which they were put
    /// @param reserved no number beyond this one was taken, unless the database knows of it
    /// @param tornBytes at the ends of files: what was being written when the sidecar was killed
    /// @param damagedBytes elsewhere: what had been safe, and is not what was written
    record Remains(List<Item> items, OptionalLong reserved, long tornBytes, long damagedBytes) {
        public static final Remains NOTHING = new Remains(List.of(), OptionalLong.empty(), 0, 0);

        public Remains {
            items = List.copyOf(items);
        }
    }
}
