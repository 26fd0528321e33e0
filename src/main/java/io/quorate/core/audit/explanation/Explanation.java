package io.quorate.core.audit.explanation;

import io.quorate.core.audit.ContentText;
import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Findings.SkippedPool;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.core.protocol.RoundReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A decision, explained.
///
/// @param service empty for a caller without a name
/// @param summary the outcome in a sentence
/// @param remarks what else has to be known to judge it, in sentences
public record Explanation(
        DecisionId decision,
        Instant decidedAt,
        String service,
        Outcome outcome,
        String summary,
        List<Pool> pools,
        List<String> remarks) {

    public Explanation {
        pools = List.copyOf(pools);
        remarks = List.copyOf(remarks);
    }

    /// What one pool found, and why.
    ///
    /// @param rule the rule that gave the outcome, in a sentence
    /// @param thresholds what a choice needed and what there was, in sentences
    /// @param voters the last round's seats in order, then those who voted without one
    /// @param faults what went wrong, with the evidence
    /// @param counterfactuals what would have led to another outcome
    /// @param cautions what makes the outcome less certain than it looks
    public record Pool(
            PoolId pool,
            boolean required,
            Outcome outcome,
            String rule,
            List<String> thresholds,
            List<Voter> voters,
            List<String> faults,
            List<String> counterfactuals,
            List<String> cautions) {
        public Pool {
            thresholds = List.copyOf(thresholds);
            voters = List.copyOf(voters);
            faults = List.copyOf(faults);
            counterfactuals = List.copyOf(counterfactuals);
            cautions = List.copyOf(cautions);
        }
    }

    /// What one agent said, and what became of it.
    ///
    /// @param domain empty without a seat
    /// @param weightShare its part of the pool's whole weight, in [0,1]
    /// @param said what it said and how that was taken, in a sentence
    /// @param reasoning in its own words; empty when it gave none or it was erased
    public record Voter(
            String agent, String domain, double weightShare, String said, String reasoning) {}

    /// Explains a record, with the texts that it still has.
    public static Explanation of(DecisionRecord record) {
        return of(record, "The texts of %d %s were erased; that they were there is still proven.");
    }

    /// Explains a record that was read without texts, for readers who are not to have them.
    public static Explanation withoutTexts(DecisionRecord record) {
        return of(record, "The texts of %d %s are left out here; that they were there is proven.");
    }

    private static Explanation of(DecisionRecord record, String absent) {
        return new Explanation(
                record.id(),
                record.decidedAt(),
                record.service(),
                record.findings().outcome(),
                record.findings().explanation(),
                record.findings().pools().stream().map(PoolWords::of).toList(),
                remarks(record, absent));
    }

    private static List<String> remarks(DecisionRecord record, String absent) {
        List<String> remarks = new ArrayList<>();
        record.cachedFrom()
                .ifPresent(first ->
                        remarks.add(
                                "No agent was asked: the outcome of decision "
                                        + first
                                        + " was reused, as question, policy and membership were"
                                        + " the same."));
        for (SkippedPool skipped : record.findings().skipped()) {
            remarks.add(
                    "Pool %s was left out, because the submission lacks %s."
                            .formatted(
                                    skipped.pool(),
                                    String.join(
                                            ", ", skipped.missing().stream().sorted().toList())));
        }
        if (!record.unenforced().isEmpty()) {
            remarks.add(
                    "The policy has keys that were read but not enforced: %s."
                            .formatted(String.join(", ", record.unenforced())));
        }
        long without = record.findings().pools().stream().mapToLong(p -> absent(record, p)).sum();
        if (without > 0) {
            remarks.add(absent.formatted(without, without == 1 ? "vote" : "votes"));
        }
        remarks.add("The policy in force had the digest %s.".formatted(record.policy()));
        return remarks;
    }

    /// How many votes had texts when they were recorded and have none now.
    private static long absent(DecisionRecord record, PoolOutcome pool) {
        long absent = 0;
        for (RoundReport round : pool.rounds()) {
            for (int i = 0; i < round.votes().size(); i++) {
                String slot = ContentText.slot(pool.pool().value(), round.number(), i);
                if (record.commitments().containsKey(slot)
                        && ContentText.of(round.votes().get(i)).isEmpty()) {
                    absent++;
                }
            }
        }
        return absent;
    }
}
