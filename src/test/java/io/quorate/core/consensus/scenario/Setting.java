package io.quorate.core.consensus.scenario;

import io.quorate.core.consensus.Member;
import io.quorate.core.consensus.Rules;
import io.quorate.core.consensus.Seating;
import io.quorate.core.consensus.admission.Roster;
import io.quorate.core.consensus.admission.Window;
import io.quorate.core.consensus.round.Opening;
import io.quorate.core.consensus.round.Reserve;
import io.quorate.core.policy.HeadThreshold;
import io.quorate.core.policy.MinorityOverrule;
import io.quorate.core.policy.OnNoConsensus;
import io.quorate.core.policy.OnTie;
import io.quorate.core.policy.OnTimeout;
import io.quorate.core.policy.ResolutionPolicy;
import io.quorate.core.policy.WeightThreshold;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.Outlook;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Seat;
import io.quorate.core.protocol.Source;
import io.quorate.core.protocol.Standing;
import io.quorate.core.protocol.Voice;
import io.quorate.core.protocol.Weighting;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What holds before a round opens: who sits in the pool and by which rules it decides.
final class Setting {
    static final DecisionId DECISION = new DecisionId("d1");
    static final Digest SUBMISSION = Digest.of("submission".getBytes(StandardCharsets.UTF_8));
    private static final Instant OPENS = Instant.EPOCH;
    private static final Instant CLOSES = Instant.EPOCH.plusSeconds(10);

    private final List<Member> members = new ArrayList<>();
    private final List<Member> standbys = new ArrayList<>();
    private final Set<AgentId> unseated = new HashSet<>();
    private final Set<AgentId> shadows = new HashSet<>();
    private final List<Source> sources = new ArrayList<>();
    private List<Choice> choices = List.of(Choice.ACCEPT, Choice.REJECT);
    private HeadThreshold heads = new HeadThreshold.Byzantine();
    private WeightThreshold weight = new WeightThreshold.TwoThirds();
    private Weighting weighting = Weighting.EQUAL;
    private OnTie onTie = OnTie.ESCALATE;
    private OnTimeout onTimeout = OnTimeout.ESCALATE;
    private MinorityOverrule overrule = MinorityOverrule.ESCALATE;
    private boolean ensemble;
    private boolean unproven;
    private boolean labelled;
    private boolean nonceless;
    private boolean unbounded;
    private long correlation = Outlook.ERROR_CORRELATION_PRIOR;
    private long lapse;
    private Opening.Collecting collecting = Opening.Collecting.UNTIL_CERTAIN;
    private Instant furtherUntil = CLOSES;

    /// Whether the line is part of the setting; if so it is taken in.
    boolean takes(String line) {
        Words words = new Words(line);
        if (words.takes("seat")) {
            members.add(member(words));
        } else if (words.takes("standby")) {
            standbys.add(member(words));
        } else if (words.takes("known")) {
            unseated.add(new AgentId(words.rest()));
        } else if (words.takes("shadow")) {
            shadows.add(new AgentId(words.rest()));
        } else if (words.takes("choices")) {
            choices =
                    Stream.concat(
                                    Words.list(words.rest()).stream().map(Choice::new),
                                    Stream.of(Choice.NONE))
                            .toList();
        } else if (words.takes("source")) {
            List<String> source = words.take("(\\S+) \"([^\"]*)\"");
            sources.add(new Source(source.get(1), "", source.get(2)));
        } else if (words.takes("rule")) {
            rule(words);
        } else {
            return false;
        }
        words.end();
        return true;
    }

    private static Member member(Words words) {
        List<String> names = words.take("(\\S+) of (\\S+)");
        long weight = Seat.MILLION;
        Standing standing = Standing.ACTIVE;
        double threshold = 0;
        Voice voice = Voice.SILENT;
        for (List<String> part =
                        words.take(
                                "weighing (\\S+)|sure from (\\S+)|with log-odds (\\S+)|"
                                        + "(PROBATION|QUARANTINED|EXCLUDED)");
                !part.isEmpty();
                part =
                        words.take(
                                "weighing (\\S+)|sure from (\\S+)|with log-odds (\\S+)|"
                                        + "(PROBATION|QUARANTINED|EXCLUDED)")) {
            if (part.get(1) != null) {
                weight = millionths(part.get(1));
            } else if (part.get(2) != null) {
                threshold = Double.parseDouble(part.get(2));
            } else if (part.get(3) != null) {
                voice = new Voice.Backing(millionths(part.get(3)));
            } else {
                standing = Standing.valueOf(part.get(4));
            }
        }
        return new Member(
                new AgentId(names.get(1)),
                new FaultDomain(names.get(2)),
                standing,
                weight,
                threshold,
                voice);
    }

    private void rule(Words words) {
        String rule = words.rest();
        Words said = new Words(rule);
        if (said.takes("supermajority")) {
            heads = new HeadThreshold.Supermajority(new BigDecimal(said.rest()));
        } else if (said.takes("weight threshold")) {
            weight = new WeightThreshold.Share(new BigDecimal(said.rest()));
        } else if (said.takes("weighting")) {
            weighting = Weighting.valueOf(said.rest());
        } else if (said.takes("errors correlate")) {
            correlation = millionths(said.rest());
            labelled = true;
        } else if (said.takes("votes say nothing on")) {
            lapse = millionths(said.rest());
            labelled = true;
        } else if (said.takes("a further round until")) {
            furtherUntil = Instant.EPOCH.plusSeconds(Long.parseLong(said.rest().replace("s", "")));
        } else {
            flag(rule);
        }
    }

    private void flag(String rule) {
        switch (rule) {
            case "on tie weighted" -> onTie = OnTie.WEIGHTED;
            case "on timeout provisional" -> onTimeout = OnTimeout.PROVISIONAL;
            case "minority overrule evidence" -> overrule = MinorityOverrule.EVIDENCE;
            case "ensemble" -> ensemble = true;
            case "unproven" -> unproven = true;
            case "collect in full" -> collecting = Opening.Collecting.IN_FULL;
            case "collect before the outcome" -> collecting = Opening.Collecting.BEFORE_OUTCOME;
            case "no nonce" -> nonceless = true;
            case "no window" -> unbounded = true;
            default -> throw new AssertionError("no such rule: " + rule);
        }
    }

    static long millionths(String number) {
        return new BigDecimal(number).movePointRight(6).longValueExact();
    }

    static String nonce(int round) {
        return "00".repeat(15) + "0" + round;
    }

    Opening opening() {
        Rules rules =
                ensemble
                        ? Rules.ensemble(new OnNoConsensus.Review())
                        : new Rules(
                                heads,
                                weight,
                                Seating.Cap.CAPPED,
                                new ResolutionPolicy(onTie, onTimeout, overrule));
        Electorate electorate =
                Seating.of(
                        new PoolId("facts"),
                        weighting,
                        choices,
                        members,
                        new Seating.Experience(
                                unproven,
                                labelled,
                                new Outlook(List.of(), correlation, lapse, Seat.MILLION)),
                        rules.cap());
        return opening(1, electorate, rules, new Reserve(standbys, Optional.of(furtherUntil)));
    }

    /// The second of two rounds, over what was proposed in the first.
    Opening second(List<Choice> offered) {
        choices = offered;
        Opening first = opening();
        return opening(2, first.electorate(), first.rules(), Reserve.NONE);
    }

    Opening opening(int number, Electorate electorate, Rules rules, Reserve reserve) {
        Map<AgentId, PublicKey> keys = new HashMap<>();
        electorate
                .seats()
                .forEach(seat -> keys.put(seat.agent(), Keys.of(seat.agent()).getPublic()));
        return new Opening(
                DECISION,
                number,
                SUBMISSION,
                electorate,
                rules,
                new Roster(unseated, shadows, keys),
                nonceless ? Optional.empty() : Optional.of(nonce(number)),
                unbounded ? Window.UNBOUNDED : Window.between(OPENS, CLOSES),
                sources,
                collecting,
                reserve);
    }
}
