package io.quorate.host.policyfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.reading.PolicyReading;
import io.quorate.core.protocol.PoolId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFileTest {
    private static final PolicyFile READER = new PolicyFile(_ -> false);

    @TempDir Path folder;

    @Test
    void theSampleLoadsWithoutAWarningAndHasFourAgentsInFourDomains() {
        PolicyReading.Loaded sample = loaded(READER.sample());
        assertTrue(sample.warnings().isEmpty(), () -> sample.warnings().toString());
        PoolPolicy facts = sample.policy().pool(new PoolId("facts")).orElseThrow();
        assertEquals(4, facts.agents().size());
        assertEquals(4, facts.agents().stream().map(agent -> agent.domain()).distinct().count());
    }

    @Test
    void commentsAndOrderDoNotChangeTheDigest() {
        Policy one =
                policy(
                        """
                        consensus:
                          agent_pools:
                            facts:
                              min_agents: 4
                              weight_threshold: 0.75
                              agents: [bob, alice]
                            style: {participation: advisory, needs: [sources, question]}
                        """);
        Policy other =
                policy(
                        """
                        # The same rules.
                        consensus:
                          agent_pools:
                            style: {needs: [question, sources], participation: advisory}
                            facts:
                              weight_threshold: 0.750 # exactly
                              agents:
                                - id: alice
                                - {id: bob, confidence_threshold: 0}
                              min_agents: 4
                        """);
        assertEquals(one.digest(), other.digest());
        assertEquals(one, other);
    }

    @Test
    void whatADefaultWouldBeAnywayDoesNotChangeTheDigest() {
        Policy silent = policy("consensus: {agent_pools: {facts: {}}}");
        Policy explicit =
                policy(
                        "consensus: {agent_pools: {facts: {min_agents: 4, byzantine_threshold:"
                                + " 0.67, weighting: log-odds}}}");
        assertEquals(silent.digest(), explicit.digest());
    }

    @Test
    void theOrderOfAgentsCountsWhereNotAllOfThemGetASeat() {
        String form = "consensus: {agent_pools: {facts: {max_agents: 1, agents: [%s]}}}";
        assertNotEquals(
                policy(form.formatted("a, b")).digest(), policy(form.formatted("b, a")).digest());
    }

    @Test
    void aSecretDoesNotChangeTheDigest() {
        byte[] text =
                ("consensus: {agent_pools: {facts: {agents: [{id: a, openai:"
                                + " {base_url: 'https://x.example', model: m, key_env: KEY}}]}}}")
                        .getBytes(StandardCharsets.UTF_8);
        assertEquals(
                loaded(READER.read("p", text)).policy().digest(),
                loaded(new PolicyFile(_ -> true).read("p", text)).policy().digest());
    }

    @Test
    void aFolderMeansItsOnlyYamlFile() throws IOException {
        Path file = write("policy.yaml", "consensus: {agent_pools: {facts: {}}}");
        write("notes.txt", "not YAML");
        assertEquals(loaded(READER.load(file)).policy(), loaded(READER.load(folder)).policy());
    }

    @Test
    void twoFilesWhereOneIsMeantAreRefusedByName() throws IOException {
        write("a.yaml", "");
        write("b.yml", "");
        assertEquals(
                folder
                        + ": holds 2 YAML files: a.yaml, b.yml: a policy is one file; name the one"
                        + " that is meant",
                onlyProblem(READER.load(folder)));
    }

    @Test
    void aMissingFileIsRefused() {
        Path file = folder.resolve("policy.yaml");
        assertEquals(
                file + ": does not exist: name the policy file that is meant",
                onlyProblem(READER.load(file)));
    }

    /// The kernel refuses to read it, whoever asks.
    @Test
    void aFileThatCannotBeReadIsRefused() {
        assertEquals(
                "/proc/self/mem: cannot be read (IOException): give the sidecar's user the right to"
                        + " read it",
                onlyProblem(READER.load(Path.of("/proc/self/mem"))));
    }

    @Test
    void whatIsNoFileIsRefused() {
        assertEquals(
                "/dev/null: is no ordinary file: name the policy file that is meant",
                onlyProblem(READER.load(Path.of("/dev/null"))));
    }

    @Test
    void anEmptyFolderIsRefused() {
        assertEquals(
                folder + ": is a folder without a YAML file: put the policy there, or name it",
                onlyProblem(READER.load(folder)));
    }

    @Test
    void manyProblemsAreToldUpToALimit() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            text.append("x").append(i).append(": 1\n");
        }
        PolicyReading reading = READER.read("p", text.toString().getBytes(StandardCharsets.UTF_8));
        PolicyReading.Refused refused = (PolicyReading.Refused) reading;
        assertEquals(101, refused.problems().size());
        assertEquals(
                "p:100:1: begins the rest of 1001 problems: correct those above first",
                refused.problems().getLast().toString());
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static Policy policy(String text) {
        return loaded(READER.read("policy.yaml", text.getBytes(StandardCharsets.UTF_8))).policy();
    }

    private static PolicyReading.Loaded loaded(PolicyReading reading) {
        return switch (reading) {
            case PolicyReading.Loaded loaded -> loaded;
            case PolicyReading.Refused(var problems) ->
                    throw new AssertionError("refused: " + problems);
        };
    }

    private static String onlyProblem(PolicyReading reading) {
        PolicyReading.Refused refused = (PolicyReading.Refused) reading;
        assertEquals(1, refused.problems().size(), () -> refused.problems().toString());
        return refused.problems().getFirst().toString();
    }
}
