package io.quorate.core.consensus.resolution;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;

import java.util.ArrayList;
import java.util.List;

/// Which quotations of the admitted votes really occur in the sources that they name, seat by seat.
public record EvidenceReview(List<ReviewedQuotation> quotations) {
    public EvidenceReview {
        quotations = List.copyOf(quotations);
    }

    /// One quotation, checked.
    ///
    /// @param index its position, from 0, in the vote's evidence
    public record ReviewedQuotation(AgentId agent, Choice choice, int index, boolean verified) {}

    static EvidenceReview of(Count count, Library library) {
        List<ReviewedQuotation> reviewed = new ArrayList<>();
        for (Reception reception : count.receptions()) {
            if (reception instanceof Reception.Counted(var vote, int choice)) {
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
