package io.quorate.host.policyfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.Participation;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.Transport;
import io.quorate.core.policy.WhenNotApplicable;
import io.quorate.core.policy.Words;
import io.quorate.core.policy.reading.PolicyReading;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Matter;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Source;
import io.quorate.core.protocol.Submission;
import io.quorate.edge.validators.builtin.Builtins;
import io.quorate.edge.validators.builtin.Judgement;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The policies that work on a machine without any key.
class BuiltinPoliciesTest {
    private static final Path FOLDER = Path.of("src/main/resources/policy");

    @ParameterizedTest
    @ValueSource(
            strings = {"builtin-answers.yaml", "builtin-candidates.yaml", "builtin-queries.yaml"})
    void everyAgentIsABuiltInCheckOfOneDomain(String file) {
        for (var pool : load(file).pools().values()) {
            for (AgentPolicy agent : pool.agents()) {
                Transport.Builtin check =
                        assertInstanceOf(Transport.Builtin.class, agent.transport());
                assertTrue(Builtins.names().contains(Words.of(check.check())), check::toString);
                assertEquals(Transport.Builtin.DOMAIN, agent.domain().value());
            }
        }
    }

    @Test
    void aPolicyKnowsTheChecksThatThereAre() {
        assertEquals(Builtins.names(), Words.all(Transport.Builtin.Check.class));
    }

    @Test
    void onlyFactsAreRequired() {
        Policy policy = load("builtin-answers.yaml");
        for (String advisory : List.of("citations", "coherence", "completeness")) {
            var pool = policy.pool(new PoolId(advisory)).orElseThrow();
            assertEquals(Participation.ADVISORY, pool.participation());
            assertEquals(WhenNotApplicable.SKIP, pool.whenNotApplicable());
            assertEquals(4, pool.agents().size());
        }
        var facts = policy.pool(new PoolId("facts")).orElseThrow();
        assertEquals(Participation.REQUIRED, facts.participation());
        assertEquals(6, facts.agents().size());
    }

    @Test
    void fourOfFiveRolesAreSureOfAClearWinner() {
        Submission submission =
                new Submission(
                        new Matter.Candidates(
                                List.of(
                                        new Matter.Candidate(
                                                new Choice("a"), "It was Maria Lopez."),
                                        new Matter.Candidate(
                                                new Choice("b"), "It was Dexter Jones."))),
                        "Who built the Pine Bridge?",
                        List.of(new Source("s", "", "The Pine Bridge was built by Dexter Jones.")),
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        new TreeMap<>());
        var ranking = load("builtin-candidates.yaml").pool(new PoolId("ranking")).orElseThrow();
        long sure =
                ranking.agents().stream().filter(agent -> isSureOf("b", agent, submission)).count();
        assertEquals(4, sure);
    }

    private static boolean isSureOf(String choice, AgentPolicy agent, Submission submission) {
        return agent.transport() instanceof Transport.Builtin(var check)
                && Builtins.judge(Words.of(check), submission) instanceof Judgement.Opinion opinion
                && opinion.choice().value().equals(choice)
                && opinion.confidence() >= agent.confidenceThreshold();
    }

    private static Policy load(String file) {
        return assertInstanceOf(
                        PolicyReading.Loaded.class,
                        new PolicyFile(_ -> true).load(FOLDER.resolve(file)))
                .policy();
    }
}
