package io.quorate.core.planning.replay;

import io.quorate.core.planning.replay.Replayed.Cause;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Verdict;
import java.util.Collections;
import java.util.Comparator;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a dry run found.
///
/// @param candidate the digest of the policy that was tried
/// @param decisions how many were looked at
/// @param undetermined those of which the record does not tell what they would have come to; they
///   are in none of the counts that follow
/// @param before what the others came to
/// @param after what they would have come to
/// @param moves the changes of verdict or choice, counted
/// @param sample some of each kind of change, the oldest
/// @param removals what the quarantine rules would have done; it is no part of the verdicts, which
///   count everybody who was seated then
/// @param latency how long the recorded ones took; empty when there are none
public record DryRunReport(
        Digest candidate,
        long decisions,
        Map<Cause, Long> undetermined,
        Verdicts before,
        Verdicts after,
        SortedMap<Move, Long> moves,
        List<Flip> sample,
        Removals removals,
        Optional<Latency> latency) {

    public DryRunReport {
        undetermined = Collections.unmodifiableSortedMap(new TreeMap<>(undetermined));
        moves = Collections.unmodifiableSortedMap(new TreeMap<>(moves));
        sample = List.copyOf(sample);
    }

    /// One verdict that becomes another; the same one where only the choice changes.
    public record Move(Verdict from, Verdict to) implements Comparable<Move> {
        private static final Comparator<Move> ORDER =
                Comparator.comparing(Move::from).thenComparing(Move::to);

        @Override
        public int compareTo(Move other) {
            return ORDER.compare(this, other);
        }
    }

    public long flips() {
        return moves.values().stream().mapToLong(Long::longValue).sum();
    }

    /// The whole for people.
    public String inWords() {
        Formatter text = new Formatter(Locale.ROOT);
        text.format("%,d recorded decisions under candidate %s\n", decisions, candidate);
        text.format("\n");
        text.format("  %-16s %14s %14s\n", "", "recorded", "candidate");
        row(text, "accepted", before.accepted(), after.accepted());
        row(text, "rejected", before.rejected(), after.rejected());
        row(text, "no consensus", before.noConsensus(), after.noConsensus());
        row(text, "provisional", before.provisional(), after.provisional());
        row(text, "escalated", before.escalated(), after.escalated());
        text.format(
                "  %-16s %,14.1f %,14.1f\n",
                "expected wrong", before.expectedWrong(), after.expectedWrong());
        known(text);
        costs(text);
        text.format("\n");
        text.format("%,d would come out otherwise\n", flips());
        moves.forEach(
                (move, count) -> text.format("  %,14d  %s to %s\n", count, move.from(), move.to()));
        undetermined.forEach(
                (cause, count) -> text.format("%,d undetermined: %s\n", count, cause.words()));
        for (Flip flip : sample) {
            text.format(
                    "  %s  %s  %s, would be %s\n",
                    flip.decidedAt(), flip.decision(), flip.recorded(), flip.replayed());
        }
        return text.toString();
    }

    private void known(Formatter text) {
        Agreement then = before.agreement();
        Agreement now = after.agreement();
        if (then.known() > 0) {
            text.format("  of %,d whose right answer is known:\n", then.known());
            row(text, "right", then.right(), now.right());
            row(text, "wrongly accepted", then.wronglyAccepted(), now.wronglyAccepted());
            row(text, "wrongly rejected", then.wronglyRejected(), now.wronglyRejected());
        }
    }

    private void costs(Formatter text) {
        Spending then = before.spending();
        Spending now = after.spending();
        if (then.calls() + now.calls() > 0) {
            row(text, "calls to agents", then.calls(), now.calls());
            text.format("  %-16s %,14.4f %,14.4f\n", "cost of calls", then.cost(), now.cost());
        }
        row(text, "seats taken", removals.recorded(), removals.candidate());
        for (Removals.OfAgent agent : removals.agents()) {
            text.format(
                    "  %,31d %,14d  from %s in %s\n",
                    agent.recorded(), agent.candidate(), agent.agent(), agent.pool());
        }
        latency.ifPresent(took ->
                text.format(
                        "  recorded ones took %,d ms in the median, %,d ms at p95, %,d ms at p99\n",
                        took.median().toMillis(), took.p95().toMillis(), took.p99().toMillis()));
    }

    private static void row(Formatter text, String name, long then, long now) {
        text.format("  %-16s %,14d %,14d\n", name, then, now);
    }
}
