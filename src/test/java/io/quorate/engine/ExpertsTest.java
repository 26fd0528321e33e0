package io.quorate.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.OnNoConsensus;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.PoolPolicyBuilder;
import io.quorate.core.policy.ResolutionPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.Findings;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.OutcomeReason;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.core.protocol.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What a pool cannot decide goes to the pool that its policy names.
class ExpertsTest {
    private static final PoolPolicy EXPERTS = pool("experts", "x1", "x2", "x3", "x4").build();

    private static PoolPolicyBuilder pool(String id, String... agents) {
        return PoolPolicy.named(new PoolId(id))
                .agents(
                        Stream.of(agents)
                                .map(name ->
                                        AgentPolicy.of(
                                                new AgentId(name), new FaultDomain("of-" + name)))
                                .toList());
    }

    private static PoolPolicy handingOn(String id, String... agents) {
        ResolutionPolicy usual = ResolutionPolicy.ESCALATE;
        return pool(id, agents)
                .resolution(
                        new ResolutionPolicy(
                                usual.onTie(),
                                usual.onTimeout(),
                                usual.minorityOverrule(),
                                new OnNoConsensus.ExpertPool(EXPERTS.id())))
                .build();
    }

    private static Bureau undecided(Choice experts) {
        Bureau bureau = new Bureau(handingOn("facts", "ann", "bob", "cid", "dan"), EXPERTS);
        bureau.agents
                .votes("ann", Choice.ACCEPT, 20)
                .votes("bob", Choice.ACCEPT, 20)
                .votes("cid", Choice.REJECT, 20)
                .votes("dan", Choice.REJECT, 20);
        Stream.of("x1", "x2", "x3", "x4").forEach(x -> bureau.agents.votes(x, experts, 30));
        return bureau;
    }

    private static PoolOutcome of(Findings findings, String pool) {
        return findings.pools().stream()
                .filter(each -> each.pool().equals(new PoolId(pool)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void expertsDecideWhatThePoolCouldNot() {
        Bureau bureau = undecided(Choice.REJECT);
        Instant begun = bureau.time.now();
        Reply.Decided decided = bureau.decided(Bureau.asking("r"));
        Findings findings = decided.stored().record().findings();
        assertEquals(Verdict.REJECTED, findings.outcome().verdict());
        assertEquals(Outcome.noConsensus(OutcomeReason.TIE), of(findings, "facts").outcome());
        assertTrue(!of(findings, "facts").required(), "it is reported only");
        assertTrue(of(findings, "experts").required());
        assertTrue(findings.explanation().startsWith("experts: "), findings.explanation());
        assertEquals(begun.plusMillis(50), decided.stored().record().decidedAt());
        assertEquals(List.of(), decided.stored().record().unenforced());
    }

    @Test
    void expertsThatCannotDecideEitherAreReportedOnly() {
        Bureau bureau = undecided(Choice.ACCEPT);
        Stream.of("x1", "x2").forEach(x -> bureau.agents.votes(x, Choice.REJECT, 30));
        Findings findings = bureau.decided(Bureau.asking("r")).stored().record().findings();
        assertEquals(Verdict.NO_CONSENSUS, findings.outcome().verdict());
        assertTrue(of(findings, "facts").required());
        assertTrue(!of(findings, "experts").required());
    }

    @Test
    void expertsAreNotAskedWhereThePoolDecides() {
        Bureau bureau = undecided(Choice.REJECT);
        bureau.agents.votes("cid", Choice.ACCEPT, 20);
        Findings findings = bureau.decided(Bureau.asking("r")).stored().record().findings();
        assertEquals(Verdict.ACCEPTED, findings.outcome().verdict());
        assertEquals(1, findings.pools().size());
        assertEquals(4, bureau.agents.papers.size());
    }

    @Test
    void aPoolThatHangsLeavesHalfOfTheTimeToItsExperts() {
        Bureau bureau = undecided(Choice.ACCEPT);
        Stream.of("ann", "bob", "cid").forEach(bureau.agents::hangs);
        Instant begun = bureau.time.now();
        Reply.Decided decided = bureau.decided(Bureau.asking("r"));
        assertEquals(Verdict.ACCEPTED, decided.stored().record().findings().outcome().verdict());
        assertEquals(begun.plusMillis(225 + 30), decided.stored().record().decidedAt());
    }

    @Test
    void severalPoolsAskTheSameExpertsOnce() {
        Bureau bureau =
                new Bureau(
                        handingOn("facts", "ann", "bob", "cid", "dan"),
                        handingOn("style", "eve", "fay", "gil", "hal"),
                        EXPERTS);
        Stream.of("x1", "x2", "x3", "x4").forEach(x -> bureau.agents.votes(x, Choice.ACCEPT, 9));
        Findings findings = bureau.decided(Bureau.asking("r")).stored().record().findings();
        assertEquals(Verdict.ACCEPTED, findings.outcome().verdict());
        assertEquals(3, findings.pools().size());
        assertEquals(12, bureau.agents.papers.size());
    }

    @Test
    void expertsThatAreAskedAnywayDecideForThemselvesAlone() {
        Bureau bureau = undecided(Choice.ACCEPT);
        Findings findings =
                bureau.decided(Bureau.asking("r", "facts", "experts")).stored().record().findings();
        assertEquals(Verdict.NO_CONSENSUS, findings.outcome().verdict());
        assertTrue(of(findings, "experts").required());
        assertTrue(of(findings, "facts").required());
    }
}
