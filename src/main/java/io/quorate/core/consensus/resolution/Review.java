package io.quorate.core.consensus.resolution;

import io.quorate.core.protocol.EvidenceReview;
import io.quorate.core.protocol.EvidenceReview.ReviewedQuotation;
import io.quorate.core.protocol.Vote;
import java.util.ArrayList;
import java.util.List;

/// Looks up every quotation of the admitted votes, seat by seat.
final class Review {
    private Review() {}

    static EvidenceReview of(Count count, Library library) {
        List<ReviewedQuotation> reviewed = new ArrayList<>();
        for (SeatState state : count.states()) {
            if (state instanceof SeatState.Counted(Vote vote, int choice)) {
                for (int i = 0; i < vote.evidence().size(); i++) {
                    reviewed.add(
                            new ReviewedQuotation(
                                    vote.agent(),
                                    count.choice(choice),
                                    i,
                                    library.holds(vote.evidence().get(i))));
                }
            }
        }
        return new EvidenceReview(reviewed);
    }
}
