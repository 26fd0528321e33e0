package io.quorate.core.protocol;

import java.util.List;

/// What a check of the quotations found.
public record EvidenceReview(List<ReviewedQuotation> quotations) {
    public EvidenceReview {
        quotations = List.copyOf(quotations);
    }

    /// One quotation of an admitted vote.
    ///
    /// @param position its place, from 0, in the vote's evidence
    /// @param verified whether the quoted words occur in the named source
    public record ReviewedQuotation(AgentId agent, Choice choice, int position, boolean verified) {}
}
