package io.quorate.drill.simulation;

import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Submission;
import io.quorate.core.protocol.SubmissionDigest;
import java.util.List;
import java.util.random.RandomGenerator;

/// One question as the agents meet it.
///
/// @param lie the wrong choice that colluders have agreed on
/// @param progress how much of the pool's life is over, in [0,1]
record Scene(List<Choice> choices, Choice truth, Choice lie, Act act, double progress) {
    static final Submission QUESTION = Submission.ofAnswer("Which?", "This.");
    static final Digest SUBMISSION = SubmissionDigest.of(QUESTION);
    static final String NONCE = "5a".repeat(16);

    /// Whether it pays to lie yet.
    enum Act {
        /// The right answers become known; who wants to be trusted later is right now.
        TRIAL,
        EARNEST
    }

    static Scene drawn(List<Choice> choices, Act act, double progress, RandomGenerator random) {
        int truth = random.nextInt(choices.size());
        int lie = (truth + 1 + random.nextInt(choices.size() - 1)) % choices.size();
        return new Scene(choices, choices.get(truth), choices.get(lie), act, progress);
    }

    Choice any(RandomGenerator random) {
        return choices.get(random.nextInt(choices.size()));
    }

    Choice wrong(RandomGenerator random) {
        int place = choices.indexOf(truth);
        return choices.get((place + 1 + random.nextInt(choices.size() - 1)) % choices.size());
    }
}
