package io.quorate.core.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.quorate.core.policy.DetectionPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.FaultKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LatencyTest {
    private static final DetectionPolicy RULES = DetectionPolicy.DEFAULT;

    private final List<Response> responses = new ArrayList<>();

    @Test
    void whoTakesMuchLongerThanTheOthersIsSuspected() {
        for (int i = 0; i < 40; i++) {
            answered("ann", 100 + i);
            answered("bea", 120 + i);
            answered("cem", 90 + i);
            answered("slow", 4_000);
        }
        Finding.Suspected found = assertInstanceOf(Finding.Suspected.class, finding("slow"));
        assertEquals(FaultKind.STALLING, found.kind());
        assertEquals(
                "answers in 4000 ms, the pool in 129 ms: slower by 8.5 deviations; missed 0 of its"
                        + " latest 40 deadlines",
                found.evidence());
        assertInstanceOf(Finding.Clear.class, finding("bea"));
    }

    @Test
    void whoMissesMostDeadlinesIsSuspectedWhateverTheOthersDo() {
        for (int i = 0; i < 40; i++) {
            if (i % 3 == 0) {
                answered("silent", 100);
            } else {
                responses.add(new Response.Missed(new AgentId("silent"), Duration.ofMillis(450)));
            }
        }
        Finding.Suspected found = assertInstanceOf(Finding.Suspected.class, finding("silent"));
        assertEquals("missed 26 of its latest 40 deadlines", found.evidence());
    }

    @Test
    void whoBecameQuickIsForgivenAfterSoManyAnswers() {
        for (int i = 0; i < Latency.LATEST; i++) {
            answered("late", 5_000);
        }
        for (int i = 0; i < Latency.LATEST; i++) {
            for (String agent : List.of("ann", "bea", "cem", "late")) {
                answered(agent, 100);
            }
        }
        assertInstanceOf(Finding.Clear.class, finding("late"));
    }

    @Test
    void nothingIsSaidOfFewAnswersAndOfFewAgents() {
        for (int i = 0; i < 40; i++) {
            answered("ann", 100);
            answered("slow", 9_000);
        }
        answered("new", 9_000);
        assertInstanceOf(Finding.TooFew.class, finding("slow"));
        assertInstanceOf(Finding.TooFew.class, finding("new"));
    }

    private void answered(String agent, long millis) {
        responses.add(new Response.Answered(new AgentId(agent), Duration.ofMillis(millis)));
    }

    private Finding finding(String agent) {
        return Latency.examine(responses, RULES).stream()
                .filter(finding -> finding.agent().equals(new AgentId(agent)))
                .findFirst()
                .orElseThrow();
    }
}
