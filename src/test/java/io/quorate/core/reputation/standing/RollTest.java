package io.quorate.core.reputation.standing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Standing;
import io.quorate.core.reputation.Cause;
import io.quorate.core.reputation.Seniority;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RollTest {
    private static final Instant OPENED = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = OPENED.plusSeconds(60);

    @Test
    void aPoolOpensWithFoundersOnceItHasTheAgentsItNeeds() {
        assertTrue(Roll.open(agents("a", "b"), List.of(), 3, 7, OPENED).isEmpty());
        Roll roll = Roll.open(agents("a", "b"), agents("c"), 3, 2, OPENED).orElseThrow();
        assertEquals(agents("a", "b"), roll.plan().seats());
        assertEquals(agents("c"), roll.plan().standbys());
        assertEquals(Seniority.FOUNDER, enrolment(roll, "a").seniority());
        assertEquals(Standing.STANDBY, enrolment(roll, "c").discipline().standing());
    }

    @Test
    void nothingChangesWhereTheRollIsInLine() {
        Roll roll = open("a", "b", "c", "d");
        assertSame(roll, roll.following(agents("a", "b", "c", "d"), List.of(), 7, _ -> 0, LATER));
    }

    @Test
    void whoRegistersLaterWaits() {
        Roll roll =
                open("a", "b", "c", "d")
                        .following(agents("a", "b", "c", "d"), agents("e"), 7, _ -> 0, LATER);
        assertEquals(agents("a", "b", "c", "d"), roll.plan().seats());
        assertEquals(Standing.STANDBY, enrolment(roll, "e").discipline().standing());
    }

    @Test
    void aPolicyChangeSeatsWhomItDeclaresOnProbation() {
        Roll roll =
                open("a", "b", "c", "d")
                        .following(agents("a", "b", "c", "e"), List.of(), 7, _ -> 0, LATER);
        assertEquals(agents("a", "b", "c", "e"), roll.plan().seats());
        assertEquals(Seniority.NEWCOMER, enrolment(roll, "e").seniority());
        assertEquals(Standing.PROBATION, enrolment(roll, "e").discipline().standing());
    }

    @Test
    void aPoolWhoseSeatsAllWentToOthersOpensAnew() {
        Roll roll =
                open("a", "b", "c", "d")
                        .following(agents("e", "f", "g", "h"), List.of(), 7, _ -> 0, LATER);
        assertEquals(agents("e", "f", "g", "h"), roll.plan().seats());
        assertEquals(Seniority.FOUNDER, enrolment(roll, "e").seniority());
        assertEquals(Standing.ACTIVE, enrolment(roll, "e").discipline().standing());
    }

    @Test
    void aLostSeatGoesToAStandby() {
        Roll roll =
                open("a", "b", "c", "d")
                        .following(agents("a", "b", "c", "d"), agents("e"), 7, _ -> 0, LATER);
        Roll after = excluded(roll, "b");
        assertEquals(agents("a", "e", "c", "d"), after.plan().seats());
        assertEquals(agents("b"), after.plan().standbys());
        assertEquals(Standing.PROBATION, enrolment(after, "e").discipline().standing());
    }

    @Test
    void withoutAStandbyTheSeatStaysAndIsASilence() {
        Roll after = excluded(open("a", "b", "c", "d"), "b");
        assertEquals(agents("a", "b", "c", "d"), after.plan().seats());
        assertEquals(Standing.EXCLUDED, enrolment(after, "b").discipline().standing());
    }

    @Test
    void whoLostItsSeatIsNotSeatedByAPolicyChange() {
        Roll after =
                excluded(open("a", "b", "c", "d"), "b")
                        .following(agents("a", "c", "d"), List.of(), 7, _ -> 0, LATER)
                        .following(agents("a", "b", "c", "d"), List.of(), 7, _ -> 0, LATER);
        assertEquals(agents("a", "c", "d"), after.plan().seats());
        assertEquals(agents("b"), after.plan().standbys());
    }

    private static Roll open(String... ids) {
        Optional<Roll> roll = Roll.open(agents(ids), List.of(), 1, 7, OPENED);
        return roll.orElseThrow();
    }

    private static Roll excluded(Roll roll, String id) {
        Discipline before = enrolment(roll, id).discipline();
        AgentId agent = new AgentId(id);
        return roll.after(
                new Move(
                        agent,
                        before,
                        before.moved(Standing.EXCLUDED, LATER, 0),
                        new Cause.Operator("olga", "seen")),
                _ -> 0,
                LATER);
    }

    private static Enrolment enrolment(Roll roll, String id) {
        return roll.members().get(new AgentId(id));
    }

    private static List<AgentId> agents(String... ids) {
        return Arrays.stream(ids).map(AgentId::new).toList();
    }
}
