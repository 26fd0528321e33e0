package io.quorate.core.detection;

import io.quorate.core.detection.measure.Agreement;
import io.quorate.core.policy.DetectionPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.FaultKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/// Finds blocs that agree beyond their skill.
///
/// Agents whose pairs pass the policy's κ and its copy ratio ([CopyRatios]) are linked, and blocs
/// are grown by average linkage [1]: two groups become one while their agents agree on average
/// beyond the policy's κ.
///
/// Which bloc lies is not said by agreement. A bloc that labels show to be right is told, too: it
/// is one voter, and worth knowing.
///
/// [1] Sokal and Michener: A statistical method for evaluating systematic relationships (1958).
public final class Collusion {
    /// Questions by which κ is shrunk.
    private static final double PRIOR = 4;

    private Collusion() {}

    /// Agents that vote as one.
    ///
    /// @param kappa how far they agree beyond chance, on average over the pairs
    /// @param wrong share of their votes that were wrong, as far as known
    public record Bloc(SortedSet<AgentId> agents, double kappa, double wrong) {}

    /// The blocs, and a finding for each agent of the window, by id.
    public record Result(List<Bloc> blocs, List<Finding> findings) {}

    public static Result examine(History history, DetectionPolicy policy) {
        List<AgentId> agents =
                history.pairs().agents().stream()
                        .filter(agent -> history.of(agent).votes() >= policy.votesMin())
                        .sorted()
                        .toList();
        double[][] kappa = new double[agents.size()][agents.size()];
        boolean[][] linked = new boolean[agents.size()][agents.size()];
        double kappaMin = policy.collusionKappa().doubleValue();
        CopyRatios ratios = new CopyRatios(history, agents);
        double ratioMin = StrictMath.log(policy.collusionRatio().doubleValue());
        for (int i = 0; i < agents.size(); i++) {
            for (int j = 0; j < i; j++) {
                Agreement agreement = history.pairs().of(agents.get(i), agents.get(j));
                kappa[i][j] = agreement.kappa(PRIOR);
                kappa[j][i] = kappa[i][j];
                linked[i][j] =
                        agreement.together() >= policy.votesMin()
                                && kappa[i][j] >= kappaMin
                                && ratios.of(i, j) >= ratioMin;
                linked[j][i] = linked[i][j];
            }
        }
        List<Bloc> blocs = new ArrayList<>();
        for (List<Integer> group : groups(kappa, linked, kappaMin)) {
            blocs.add(bloc(group, agents, kappa, history));
        }
        return new Result(blocs, findings(history, blocs, kappaMin, policy));
    }

    /// Average linkage: the two groups that agree most become one while they agree enough.
    private static List<List<Integer>> groups(
            double[][] kappa, boolean[][] linked, double kappaMin) {
        List<List<Integer>> groups = new ArrayList<>();
        for (int i = 0; i < kappa.length; i++) {
            boolean any = false;
            for (boolean link : linked[i]) {
                any |= link;
            }
            if (any) {
                groups.add(new ArrayList<>(List.of(i)));
            }
        }
        while (true) {
            int one = -1;
            int other = -1;
            double best = kappaMin;
            for (int i = 0; i < groups.size(); i++) {
                for (int j = 0; j < i; j++) {
                    double average = average(groups.get(i), groups.get(j), kappa);
                    if (average >= best && (average > best || one < 0)) {
                        best = average;
                        one = j;
                        other = i;
                    }
                }
            }
            if (one < 0) {
                return groups.stream().filter(group -> group.size() > 1).toList();
            }
            groups.get(one).addAll(groups.remove(other));
        }
    }

    private static double average(List<Integer> one, List<Integer> other, double[][] kappa) {
        double sum = 0;
        for (int i : one) {
            for (int j : other) {
                sum += kappa[i][j];
            }
        }
        return sum / (one.size() * other.size());
    }

    private static Bloc bloc(
            List<Integer> group, List<AgentId> agents, double[][] kappa, History history) {
        SortedSet<AgentId> members = new TreeSet<>();
        double agreement = 0;
        double wrong = 0;
        double known = 0;
        for (int i : group) {
            members.add(agents.get(i));
            wrong += history.of(agents.get(i)).wrong();
            known += history.of(agents.get(i)).known();
            for (int j : group) {
                agreement += i == j ? 0 : kappa[i][j];
            }
        }
        return new Bloc(
                members,
                agreement / (group.size() * (group.size() - 1.0)),
                known == 0 ? 0 : wrong / known);
    }

    private static List<Finding> findings(
            History history, List<Bloc> blocs, double kappaMin, DetectionPolicy policy) {
        List<Finding> findings = new ArrayList<>();
        for (Conduct conduct : history.conducts()) {
            AgentId agent = conduct.agent();
            if (conduct.votes() < policy.votesMin()) {
                findings.add(
                        new Finding.TooFew(
                                agent, FaultKind.COLLUSION, conduct.votes(), policy.votesMin()));
                continue;
            }
            findings.add(
                    blocs.stream()
                            .filter(bloc -> bloc.agents().contains(agent))
                            .<Finding>map(bloc -> suspected(agent, bloc, kappaMin))
                            .findFirst()
                            .orElseGet(() ->
                                    new Finding.Clear(agent, FaultKind.COLLUSION, 0, kappaMin)));
        }
        return findings;
    }

    private static Finding suspected(AgentId agent, Bloc bloc, double kappaMin) {
        return new Finding.Suspected(
                agent,
                FaultKind.COLLUSION,
                bloc.kappa(),
                kappaMin,
                String.format(
                        Locale.ROOT,
                        "votes as one with %s: agreement beyond chance %.2f, wrong answers included;"
                                + " about %.0f %% of the bloc's votes were wrong",
                        String.join(
                                ", ",
                                bloc.agents().stream()
                                        .filter(other -> !other.equals(agent))
                                        .map(AgentId::value)
                                        .toList()),
                        bloc.kappa(),
                        100 * bloc.wrong()));
    }
}
