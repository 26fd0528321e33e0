package io.quorate.engine.spool;

import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.RequestId;
import io.quorate.engine.Entry;
import io.quorate.engine.Ledger;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// The log in the database, as the spool in front of it needs it.
///
/// What [Ledger] asks of an implementation holds here too.
public interface Drainable extends Ledger, AutoCloseable {
    /// Whether it can be appended to at this moment.
    Reach reach();

    /// Has the log say, with its next transaction, that it may have decisions in the spool of that
    /// name: until it is laid down in order, nobody without that spool can take it up.
    void hold(String spool);

    /// Whether the log says so; only then may a spool be put into.
    boolean isHeld();

    /// How many numbers may still be taken before the next commit or reservation.
    long numbersLeft();

    /// The last number that may be taken if so many more are reserved; fewer, where too many would
    /// be open.
    long limitAfter(long more);

    /// Numbers up to this one may be taken: it survives a crash that this was said.
    void reserved(long limit);

    /// Appends what the spool acknowledged. MUST complete once it is committed, however long that
    /// takes; MUST append it whatever the log holds of the same request.
    CompletionStage<Append> drain(Parcel parcel);

    /// Records that this entry's number is that of a call whose request waits in the spool as
    /// another decision.
    void repeats(Entry entry, Earlier earlier);

    /// Records as lost what could not be put into the spool.
    void refuse(long sequence);

    /// The decision of that request, if the log has one; empty as well where nobody knows.
    CompletionStage<Optional<Earlier>> earlier(String service, RequestId request);

    /// Appends what waits and lays the log down; in order only if the spool is empty. Blocks.
    @Override
    void close();

    /// A decision of a request.
    ///
    /// @param content of everything that the caller sent
    record Earlier(DecisionId decision, Digest content) {}

    /// Whether the log can be appended to.
    enum Reach {
        SERVING,
        /// The database cannot be reached; it is tried again all the time.
        AWAY,
        /// Nothing will be appended any more.
        CLOSED
    }
}
