package io.quorate.host.policyfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quorate.core.policy.Policy;
import io.quorate.core.policy.reading.PolicyReading;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnenforcedTest {
    private static final PolicyFile READER = new PolicyFile(_ -> true);

    @Test
    void aDemandOfSecurityThatNothingEnforcesIsListed() {
        Policy policy =
                load("""
                consensus: {agent_pools: {facts: {}}}
                security: {cryptographic: {vote_signing: ed25519}}
                """)
                        .policy();
        assertEquals(List.of("security.cryptographic.vote_signing"), policy.unenforced());
        Policy without = load("consensus: {agent_pools: {facts: {}}}").policy();
        assertNotEquals(without.digest(), policy.digest());
    }

    @Test
    void whatIsEnforcedIsNotListed() {
        PolicyReading.Loaded loaded =
                load(
                        "consensus: {agent_pools: {facts: {min_agents: 7, tolerate: 2, threshold:"
                                + " 0.8, weighting: equal, needs: [sources]}}, alerts: {window: 1m},"
                                + " performance_targets: {consensus_success_rate: 0.9}}");
        assertEquals(List.of(), loaded.policy().unenforced());
        assertEquals(List.of(), loaded.warnings());
    }

    private static PolicyReading.Loaded load(String text) {
        return switch (READER.read("p", text.getBytes(StandardCharsets.UTF_8))) {
            case PolicyReading.Loaded loaded -> loaded;
            case PolicyReading.Refused(var problems) ->
                    throw new AssertionError(text + "\n" + problems);
        };
    }
}
