package io.quorate.engine.poll;

import java.util.concurrent.CompletionStage;

/// How one agent is asked for its vote.
///
/// An implementation MUST be safe for any number of threads and MUST bound what it holds, whatever
/// the agent sends. It MAY take its time to ask, since it is called on a thread of its own.
public interface Validator {
    /// Asks. MUST NOT throw because of what the agent or the world does.
    Asking ask(BallotPaper paper);

    /// An agent that has been asked.
    interface Asking {
        /// MUST complete once, with a value, whatever the agent does; soon after the paper's
        /// deadline at the latest. MUST NOT hand on as the agent's vote what the agent did not say.
        CompletionStage<Answer> answer();

        /// The vote is not waited for any more. MUST stop the work, return at once, and leave no
        /// thread, stream or timer behind; MAY be called at any time and more than once.
        void withdraw(Reason reason);
    }

    /// Why a vote is not waited for any more.
    enum Reason {
        /// The outcome is certain without it; nothing is wrong with the agent.
        NOT_NEEDED,
        /// The deadline passed first.
        TOO_LATE
    }

    /// An answer that was there at once.
    static Asking answered(CompletionStage<Answer> answer) {
        return new Asking() {
            @Override
            public CompletionStage<Answer> answer() {
                return answer;
            }

            @Override
            public void withdraw(Reason reason) {}
        };
    }
}
