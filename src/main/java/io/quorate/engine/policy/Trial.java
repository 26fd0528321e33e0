package io.quorate.engine.policy;

import io.quorate.engine.Refusal;

/// A fold over recorded decisions that is under way.
public interface Trial {
    /// Ends it at once, and its work in the database; nothing more is told.
    void cancel();

    /// Hears how a trial goes, one call at a time.
    ///
    /// @param <R> what it finds
    interface Listener<R> {
        /// Now and then, with everything found so far.
        ///
        /// @param seen decisions so far
        /// @param all how many there are
        void progressed(long seen, long all);

        /// It has seen everything.
        ///
        /// @param damaged stored decisions that could not be read, and are left out
        void finished(R report, long damaged);

        void refused(Refusal refusal);

        /// It ended because of a defect of ours.
        void failed(Throwable defect);
    }
}
