package io.quorate.host.policyfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.policy.reading.LocatedProblem;
import io.quorate.core.policy.reading.PolicyReading;
import io.quorate.core.protocol.Canary;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Source;
import io.quorate.host.policyfile.PolicyReload.Meaning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanaryFilesTest {
    private static final PolicyFile READER = new PolicyFile(_ -> true);
    private static final PoolId FACTS = new PoolId("facts");

    @TempDir Path folder;
    private Path policy = Path.of("");
    private Path canaries = Path.of("");

    @BeforeEach
    void writePolicy() throws IOException {
        policy = folder.resolve("policy.yaml");
        canaries = folder.resolve("canaries.yaml");
        Files.writeString(
                policy,
                """
                consensus:
                  agent_pools:
                    facts:
                      agents: [a, b, c, d]
                      canaries: {file: canaries.yaml}
                    style:
                      agents: [e, f, g, h]
                      canaries: {file: canaries.yaml}
                    other: {}
                """);
    }

    private PolicyReading with(String text) throws IOException {
        Files.writeString(canaries, text);
        return READER.load(policy);
    }

    private PolicyReading.Loaded loaded(String text) throws IOException {
        return assertInstanceOf(PolicyReading.Loaded.class, with(text));
    }

    /// Without the folder.
    private List<String> problems(PolicyReading reading) {
        return assertInstanceOf(PolicyReading.Refused.class, reading).problems().stream()
                .map(LocatedProblem::toString)
                .map(words -> words.replace(folder.toAbsolutePath() + "/", ""))
                .toList();
    }

    @Test
    void canariesAreReadForThePoolsThatNameTheirFile() throws IOException {
        PolicyReading.Loaded loaded =
                loaded(
                        """
                        canaries:
                          - id: eiffel
                            question: When was it opened?
                            answer: In 1889.
                            sources: [{id: s1, title: History, text: It was opened in 1889.}]
                            right: ACCEPT
                          - id: capital
                            context: Geography
                            candidates: {a: Paris, b: Lyon}
                            right: b
                            pools: [style]
                        """);
        Canary first = loaded.canaries().get(FACTS).getFirst();
        assertEquals(1, loaded.canaries().get(FACTS).size());
        assertEquals(Choice.ACCEPT, first.right());
        assertEquals(
                List.of(new Source("s1", "History", "It was opened in 1889.")),
                first.submission().sources());
        Canary second = loaded.canaries().get(new PoolId("style")).getLast();
        assertEquals(
                List.of(new Choice("a"), new Choice("b"), Choice.NONE),
                second.submission().choices());
        assertEquals(2, loaded.canaries().size());
        assertTrue(
                loaded.warnings().stream()
                        .anyMatch(warning ->
                                warning.toString()
                                        .contains(
                                                "policy.yaml:5:18: consensus.agent_pools.facts."
                                                        + "canaries.file has 1 for the pool")),
                () -> loaded.warnings().toString());
    }

    @Test
    void everyMistakeIsToldWithItsPlace() throws IOException {
        assertEquals(
                List.of(
                        "canaries.yaml:2:5: canaries.one.right is missing: must be a name of 1 to"
                                + " 128 characters, like ACCEPT",
                        "canaries.yaml:6:5: canaries.two.right is MAYBE, which is none of the"
                                + " choices: must be one of ACCEPT, REJECT",
                        "canaries.yaml:7:5: canaries has a second canary two: give this one an id"
                                + " of its own",
                        "canaries.yaml:13:5: canaries.three.pools names facts2, which is no pool:"
                                + " the policy has [facts, other, style]",
                        "canaries.yaml:14:5: canaries.four must have either an answer or"
                                + " candidates: give one of the two"),
                problems(
                        with(
                                """
                                canaries:
                                  - id: one
                                    answer: Yes.
                                  - id: two
                                    answer: Yes.
                                    right: MAYBE
                                  - id: two
                                    answer: Yes.
                                    right: ACCEPT
                                  - id: three
                                    answer: Yes.
                                    right: ACCEPT
                                    pools: [facts2]
                                  - id: four
                                    right: ACCEPT
                                """)));
    }

    @Test
    void aFileThatIsNotThereIsAMistakeOfThePolicy() {
        List<String> problems = problems(READER.load(policy));
        assertEquals(1, problems.size());
        assertEquals(
                "policy.yaml:5:18: consensus.agent_pools.facts.canaries.file names canaries.yaml,"
                        + " which does not exist: name a file of canaries that can be read",
                problems.getFirst());
    }

    @Test
    void aChangedFileOfCanariesIsTakenUpWithoutTouchingThePolicy() throws IOException {
        String one = "canaries: [{id: one, answer: Yes., right: ACCEPT}]";
        PolicyReading.Loaded before = loaded(one);
        PolicyBytes.Content content =
                assertInstanceOf(PolicyBytes.Content.class, PolicyBytes.read(policy));
        PolicyReload reload = new PolicyReload(READER, content, before);
        assertInstanceOf(Meaning.Nothing.class, reload.look(content));
        Files.writeString(
                canaries,
                one.replace("]", ", {id: two, answer: No., right: REJECT, pools: [facts]}]"));
        assertInstanceOf(Meaning.Unsettled.class, reload.look(content));
        PolicyEvent.Replaced replaced =
                assertInstanceOf(PolicyEvent.Replaced.class, event(reload.look(content)));
        assertEquals(2, replaced.after().canaries().get(FACTS).size());
        assertEquals(before.policy().digest(), replaced.after().policy().digest());
        assertEquals(
                "The canaries filed for pool facts change; there were 1, now there are 2.\n",
                replaced.difference().inWords());
        reload.taken(replaced);
        assertInstanceOf(Meaning.Nothing.class, reload.look(content));
        Files.writeString(canaries, "canaries: [{id: one}]");
        reload.look(content);
        assertInstanceOf(PolicyEvent.Rejected.class, event(reload.look(content)));
    }

    @Test
    void aTouchedFileWithTheSameCanariesChangesNothing() throws IOException {
        PolicyReading.Loaded before = loaded("canaries: [{id: one, answer: Yes., right: ACCEPT}]");
        PolicyBytes.Content content =
                assertInstanceOf(PolicyBytes.Content.class, PolicyBytes.read(policy));
        PolicyReload reload = new PolicyReload(READER, content, before);
        Files.setLastModifiedTime(canaries, FileTime.fromMillis(1));
        reload.look(content);
        assertInstanceOf(PolicyEvent.Returned.class, event(reload.look(content)));
    }

    private static PolicyEvent event(Meaning meaning) {
        return assertInstanceOf(Meaning.Event.class, meaning).event();
    }
}
