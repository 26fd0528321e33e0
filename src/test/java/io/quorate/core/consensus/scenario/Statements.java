package io.quorate.core.consensus.scenario;

import io.quorate.core.consensus.resolution.Account;
import io.quorate.core.consensus.round.Conclusion;
import io.quorate.core.consensus.round.Progress;
import io.quorate.core.consensus.round.Round;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.Fault;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.Reception;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Seat;
import io.quorate.core.protocol.Tally;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What can be said about a round, in the words of the scenarios.
final class Statements {
    private Statements() {}

    static Set<String> truths(Round open) {
        Set<String> truths = new LinkedHashSet<>();
        if (open.progress() instanceof Progress.Pending) {
            truths.add("still open");
        }
        add(open.opening().electorate(), truths);
        truths.add(
                size(open.gate().quorum().n(), open.gate().quorum().f(), open.gate().quorum().q()));
        return truths;
    }

    static Set<String> truths(Conclusion conclusion) {
        Account account = conclusion.account();
        RoundReport report = account.report();
        Set<String> truths = new LinkedHashSet<>();
        truths.add("outcome " + conclusion.outcome());
        truths.add("explained: " + conclusion.explanation());
        truths.add(size(report.electorate().size(), report.f(), report.q()));
        truths.add("round " + report.number());
        add(report.electorate(), truths);
        report.weightNeeded().ifPresent(needed -> truths.add("weight needed " + weight(needed)));
        add(report.tally(), truths);
        List<Seat> seats = report.electorate().seats();
        for (int i = 0; i < seats.size(); i++) {
            truths.add(reception(seats.get(i).agent(), report.receptions().get(i)));
        }
        report.shadows()
                .forEach(shadow ->
                        truths.add(
                                shadow.agent()
                                        + " votes "
                                        + shadow.vote().choice()
                                        + " in the shadow"));
        if (report.faults().isEmpty()) {
            truths.add("no faults");
        }
        report.faults().forEach(fault -> truths.add("evidence: " + fault.evidence()));
        add(account, truths);
        report.evidenceReview()
                .ifPresent(review ->
                        review.quotations()
                                .forEach(each ->
                                        truths.add(
                                                "quotation "
                                                        + each.position()
                                                        + " of "
                                                        + each.agent()
                                                        + (each.verified()
                                                                ? " holds"
                                                                : " does not hold"))));
        return truths;
    }

    private static void add(Account account, Set<String> truths) {
        truths.add(
                account.dissenters().isEmpty()
                        ? "no dissenters"
                        : "dissenters " + names(account.dissenters()));
        truths.add("participants " + names(account.participants()));
        truths.add(
                account.belief()
                        .leaning()
                        .map(choice ->
                                "leaning "
                                        + choice
                                        + " with "
                                        + account.belief().confidence().orElseThrow())
                        .orElse("no leaning"));
        truths.add("effective voters " + account.belief().effectiveVoters());
        account.agreementLevel().ifPresent(level -> truths.add("agreement " + level));
        account.counterfactuals().forEach(each -> truths.add("otherwise " + each.sentence()));
        if (account.counterfactuals().isEmpty()) {
            truths.add("nothing would have changed it");
        }
    }

    private static void add(Electorate electorate, Set<String> truths) {
        truths.add("weight of all " + weight(electorate.totalWeight()));
        truths.add("domains that may fail " + electorate.domainsTolerated());
        truths.add(electorate.correlated() ? "CORRELATED" : "not correlated");
        truths.add(electorate.unproven() ? "UNPROVEN" : "proven");
        electorate
                .seats()
                .forEach(seat -> truths.add(seat.agent() + " weighs " + weight(seat.weight())));
    }

    private static void add(Tally tally, Set<String> truths) {
        tally.choices().forEach(each -> truths.add(each.choice() + " has " + count(each.count())));
        truths.add("abstained " + count(tally.abstentions()));
        truths.add("silent " + count(tally.silences()));
        truths.add("not needed " + count(tally.notNeeded()));
    }

    private static String count(Tally.Count count) {
        return count.heads() + " of weight " + weight(count.weight());
    }

    private static String size(int n, int f, int q) {
        return "n " + n + ", f " + f + ", q " + q;
    }

    static String weight(long millionths) {
        return BigDecimal.valueOf(millionths, 6).stripTrailingZeros().toPlainString();
    }

    static String names(List<AgentId> agents) {
        return agents.stream().map(AgentId::value).collect(Collectors.joining(", "));
    }

    static String fault(Fault fault) {
        return "fault "
                + fault.kind()
                + (fault.kind().party() == FaultKind.Party.AGENT ? " by " : " in the name of ")
                + fault.agent();
    }

    static String reception(AgentId agent, Reception reception) {
        return agent
                + switch (reception) {
                    case Reception.Admitted(var choice, var _, var _) -> " voted " + choice;
                    case Reception.Abstained(var cause) -> " abstained: " + cause;
                    case Reception.Silent(var cause) -> " is silent: " + cause;
                    case Reception.NotAdmitted(var kind) -> " is not admitted: " + kind;
                    case Reception.NotNeeded() -> " is not needed";
                };
    }
}
