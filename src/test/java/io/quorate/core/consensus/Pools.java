package io.quorate.core.consensus;

import io.quorate.core.consensus.Seating.Experience;
import io.quorate.core.policy.HeadThreshold;
import io.quorate.core.policy.MinorityOverrule;
import io.quorate.core.policy.OnTie;
import io.quorate.core.policy.OnTimeout;
import io.quorate.core.policy.ResolutionPolicy;
import io.quorate.core.policy.WeightThreshold;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Standing;
import io.quorate.core.protocol.Voice;
import io.quorate.core.protocol.Weighting;

import java.util.ArrayList;
import java.util.List;

/// Electorates and rules for tests: agents `a0`, `a1`, … with weights and domains given by number.
public final class Pools {
    public static final List<Choice> ANSWER = List.of(Choice.ACCEPT, Choice.REJECT);
    public static final List<Choice> THREE =
            List.of(new Choice("blue"), new Choice("green"), Choice.NONE);

    private Pools() {}

    public static AgentId agent(int number) {
        return new AgentId("a" + number);
    }

    public static Member member(int number, long weight, int domain) {
        return new Member(
                agent(number),
                new FaultDomain("d" + domain),
                Standing.ACTIVE,
                weight,
                0,
                Voice.SILENT);
    }

    /// Everybody of weight 1 and of a domain of its own.
    public static Electorate equal(int seats, List<Choice> choices) {
        long[] weights = new long[seats];
        int[] domains = new int[seats];
        for (int i = 0; i < seats; i++) {
            weights[i] = 1_000_000;
            domains[i] = i;
        }
        return of(weights, domains, choices);
    }

    public static Electorate of(long[] weights, int[] domains, List<Choice> choices) {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            members.add(member(i, weights[i], domains[i]));
        }
        return Seating.of(
                new PoolId("pool"),
                Weighting.LOG_ODDS,
                choices,
                members,
                Experience.NONE,
                Seating.Cap.CAPPED);
    }

    public static Rules rules(OnTie tie, OnTimeout timeout, MinorityOverrule overrule) {
        return new Rules(
                new HeadThreshold.Byzantine(),
                new WeightThreshold.TwoThirds(),
                Weighting.LOG_ODDS,
                Seating.Cap.CAPPED,
                new ResolutionPolicy(tie, timeout, overrule));
    }

    public static Rules rules() {
        return rules(OnTie.ESCALATE, OnTimeout.ESCALATE, MinorityOverrule.ESCALATE);
    }

    /// Every combination of the resolution's settings.
    public static List<Rules> allRules() {
        List<Rules> all = new ArrayList<>();
        for (OnTie tie : OnTie.values()) {
            for (OnTimeout timeout : OnTimeout.values()) {
                for (MinorityOverrule overrule : MinorityOverrule.values()) {
                    all.add(rules(tie, timeout, overrule));
                }
            }
        }
        return all;
    }
}
