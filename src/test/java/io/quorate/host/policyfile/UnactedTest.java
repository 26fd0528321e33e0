package io.quorate.host.policyfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quorate.core.policy.Policy;
import io.quorate.core.policy.reading.PolicyReading;
import io.quorate.core.protocol.PoolId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class UnactedTest {
    private static final PolicyFile READER = new PolicyFile(_ -> true);

    @Test
    void aKeyThatDoesNothingIsListedForThePoolThatItConcerns() {
        List<String> examples =
                Declared.all().stream()
                        .filter(declared -> declared.path().startsWith("consensus.agent_pools."))
                        .map(declared -> declared.path().replace("<pool>", "facts"))
                        .toList();
        for (String unacted : Unacted.among(examples)) {
            if (unacted.split("\\.").length == 4) {
                String key = unacted.substring("consensus.agent_pools.facts.".length());
                PolicyReading.Loaded loaded = load(givenIn("facts", key));
                assertEquals(List.of(unacted), loaded.policy().unenforced(new PoolId("facts")));
                assertEquals(List.of(), loaded.policy().unenforced(new PoolId("other")));
                assertFalse(loaded.warnings().isEmpty());
            }
        }
    }

    @Test
    void everyKeyInTheListsIsDeclared() {
        TreeSet<String> declared =
                Declared.all().stream()
                        .flatMap(value -> value.around().stream())
                        .map(member -> member.name())
                        .collect(Collectors.toCollection(TreeSet::new));
        Declared.all().forEach(value -> declared.add(value.value().name()));
        Unacted.all().forEach(name -> assertEquals(name, declared.floor(name)));
    }

    @Test
    void aDemandOfSecurityConcernsEveryPool() {
        Policy policy =
                load("""
                consensus: {agent_pools: {facts: {}}}
                security: {cryptographic: {vote_signing: ed25519}}
                """)
                        .policy();
        assertEquals(
                List.of("security.cryptographic.vote_signing"),
                policy.unenforced(new PoolId("facts")));
        Policy without = load("consensus: {agent_pools: {facts: {}}}").policy();
        assertNotEquals(without.digest(), policy.digest());
    }

    @Test
    void whatIsActedOnIsNotListed() {
        PolicyReading.Loaded loaded =
                load(
                        "consensus: {agent_pools: {facts: {min_agents: 7, tolerate: 2, threshold:"
                                + " 0.8, weighting: equal, needs: [sources]}}}");
        assertEquals(List.of(), loaded.policy().unenforced());
        assertEquals(List.of(), loaded.warnings());
    }

    private static String givenIn(String pool, String key) {
        Declared declared =
                Declared.all().stream()
                        .filter(value ->
                                value.path().startsWith("consensus.agent_pools.<pool>." + key))
                        .filter(value -> value.path().split("\\.").length <= 5)
                        .findFirst()
                        .orElseThrow();
        String value = declared.value().name() + ": " + declared.example();
        boolean inGroup = !declared.value().name().equals(key);
        return "consensus: {agent_pools: {other: {}, experts: {}, %s: {%s}}}"
                .formatted(pool, inGroup ? key + ": {" + value + "}" : value);
    }

    private static PolicyReading.Loaded load(String text) {
        return switch (READER.read("p", text.getBytes(StandardCharsets.UTF_8))) {
            case PolicyReading.Loaded loaded -> loaded;
            case PolicyReading.Refused(var problems) ->
                    throw new AssertionError(text + "\n" + problems);
        };
    }
}
