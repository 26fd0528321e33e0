package io.quorate.core.consensus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quorate.core.protocol.AgentId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SeatPlanTest {

    @Test
    void declaredAgentsSitFirstThenByRegistration() {
        assertEquals(
                Optional.of(new SeatPlan(agents("b", "a", "z"), agents("c"))),
                SeatPlan.opening(agents("b", "a"), agents("z", "a", "c"), 3, 3));
    }

    @Test
    void aPoolThatLacksAgentsDoesNotOpen() {
        assertEquals(Optional.empty(), SeatPlan.opening(agents("a"), agents("b"), 3, 7));
    }

    @Test
    void thereAreAsManySeatsAsAgentsUpToTheMost() {
        assertEquals(
                Optional.of(new SeatPlan(agents("a", "b"), List.of())),
                SeatPlan.opening(agents("a", "b"), List.of(), 1, 7));
    }

    @Test
    void whoComesLaterWaits() {
        SeatPlan plan = new SeatPlan(agents("a"), agents("b"));
        assertEquals(new SeatPlan(agents("a"), agents("b", "c")), plan.joined(new AgentId("c")));
        assertEquals(plan, plan.joined(new AgentId("b")));
        assertEquals(plan, plan.joined(new AgentId("a")));
    }

    @Test
    void aRemovedAgentsSeatGoesToTheFirstStandby() {
        SeatPlan plan = new SeatPlan(agents("a", "b", "c"), agents("d", "e"));
        assertEquals(
                new SeatPlan(agents("a", "d", "e"), agents("b", "c")),
                plan.refilled(Set.copyOf(agents("b", "c"))));
    }

    @Test
    void aRemovedStandbyTakesNoSeat() {
        SeatPlan plan = new SeatPlan(agents("a", "b"), agents("c", "d"));
        assertEquals(
                new SeatPlan(agents("d", "b"), agents("c", "a")),
                plan.refilled(Set.copyOf(agents("a", "c"))));
    }

    @Test
    void withoutAStandbyTheSeatStays() {
        SeatPlan plan = new SeatPlan(agents("a", "b"), List.of());
        assertEquals(plan, plan.refilled(Set.copyOf(agents("a"))));
    }

    @Test
    void nobodyHasTwoPlaces() {
        assertThrows(IllegalArgumentException.class, () -> new SeatPlan(agents("a"), agents("a")));
    }

    private static List<AgentId> agents(String... names) {
        return Stream.of(names).map(AgentId::new).toList();
    }
}
