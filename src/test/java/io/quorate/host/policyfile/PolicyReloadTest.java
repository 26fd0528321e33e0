package io.quorate.host.policyfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.policy.reading.LocatedProblem;
import io.quorate.core.policy.reading.PolicyReading.Loaded;
import io.quorate.host.policyfile.PolicyReload.Meaning;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PolicyReloadTest {
    private static final PolicyFile READER = new PolicyFile(_ -> false);
    private static final Path FILE = Path.of("policy.yaml");
    private static final PolicyBytes.Content OLD = content("min_agents: 4");
    private static final PolicyBytes.Content NEW = content("min_agents: 7");
    private static final PolicyBytes.Content BROKEN = content("min_agents: many");
    private static final PolicyBytes.Unreadable GONE =
            new PolicyBytes.Unreadable(
                    LocatedProblem.ofFile("policy.yaml", "does not exist", "name it"));

    private final PolicyReload reload = new PolicyReload(READER, OLD, loaded(OLD));

    @Test
    void aFileThatStaysMeansNothing() {
        assertInstanceOf(Meaning.Nothing.class, reload.look(OLD));
        assertInstanceOf(Meaning.Nothing.class, reload.look(content("min_agents: 4")));
    }

    @Test
    void aChangeCountsWhenTwoLooksAgree() {
        assertInstanceOf(Meaning.Unsettled.class, reload.look(NEW));
        PolicyEvent.Replaced replaced =
                assertInstanceOf(PolicyEvent.Replaced.class, event(reload.look(NEW)));
        assertEquals(loaded(OLD).policy(), replaced.before().policy());
        assertEquals(loaded(NEW).policy(), replaced.after().policy());
        assertEquals(
                """
                max_agents of pool facts changes from 4 to 7.
                min_agents of pool facts changes from 4 to 7.
                """,
                replaced.difference().inWords());
        reload.taken(replaced);
        assertInstanceOf(Meaning.Nothing.class, reload.look(NEW));
    }

    @Test
    void aFileThatIsBeingWrittenIsLeftAlone() {
        assertInstanceOf(Meaning.Unsettled.class, reload.look(content("min_agents: 7\n")));
        assertInstanceOf(
                Meaning.Unsettled.class,
                reload.look(content("min_agents: 7\n      max_agents: 8")));
        assertInstanceOf(Meaning.Nothing.class, reload.look(OLD));
    }

    @Test
    void aBrokenFileKeepsTheOldPolicyAndIsToldOnce() {
        PolicyEvent.Rejected rejected =
                assertInstanceOf(PolicyEvent.Rejected.class, settle(BROKEN));
        assertEquals(
                "policy.yaml:4:19: consensus.agent_pools.facts.min_agents is many: must be a whole"
                        + " number from 1 to 1000",
                rejected.problems().get(0).toString());
        assertInstanceOf(Meaning.Nothing.class, reload.look(BROKEN));
        PolicyEvent.Replaced replaced = assertInstanceOf(PolicyEvent.Replaced.class, settle(NEW));
        assertEquals(loaded(OLD).policy(), replaced.before().policy());
    }

    @Test
    void aFileThatIsGoneKeepsTheOldPolicyAndIsToldOnce() {
        PolicyEvent.Vanished vanished = assertInstanceOf(PolicyEvent.Vanished.class, settle(GONE));
        assertEquals("does not exist", vanished.problem().problem().reason());
        assertInstanceOf(Meaning.Nothing.class, reload.look(GONE));
    }

    @Test
    void goingBackToWhatIsInForceIsTold() {
        settle(GONE);
        PolicyEvent.Returned returned = assertInstanceOf(PolicyEvent.Returned.class, settle(OLD));
        assertEquals(loaded(OLD).policy(), returned.current().policy());
    }

    @Test
    void aChangeThatWasNotTakenUpIsToldAgain() {
        reload.look(NEW);
        PolicyEvent first = event(reload.look(NEW));
        PolicyEvent second = event(reload.look(NEW));
        assertEquals(first, second);
    }

    @Test
    void aCommentIsAReplacementThatChangesNothing() {
        PolicyEvent.Replaced replaced =
                assertInstanceOf(
                        PolicyEvent.Replaced.class, settle(content("min_agents: 4 # four")));
        assertTrue(replaced.difference().isEmpty());
        assertEquals(replaced.before().policy(), replaced.after().policy());
    }

    private PolicyEvent settle(PolicyBytes found) {
        reload.look(found);
        PolicyEvent event = event(reload.look(found));
        reload.taken(event);
        return event;
    }

    private static PolicyEvent event(Meaning meaning) {
        return assertInstanceOf(Meaning.Event.class, meaning).event();
    }

    private static PolicyBytes.Content content(String setting) {
        String text = "consensus:\n  agent_pools:\n    facts:\n      " + setting;
        return new PolicyBytes.Content(FILE, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Loaded loaded(PolicyBytes.Content content) {
        return assertInstanceOf(Loaded.class, READER.read("policy.yaml", content.bytes()));
    }
}
