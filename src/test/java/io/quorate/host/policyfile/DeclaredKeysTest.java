package io.quorate.host.policyfile;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.policy.Policy;
import io.quorate.core.policy.reading.EffectiveValue;
import io.quorate.core.policy.reading.PolicyReading;
import io.quorate.core.policy.reading.ValueOrigin;
import io.quorate.host.policyfile.schema.Entries;
import io.quorate.host.policyfile.schema.Group;
import io.quorate.host.policyfile.schema.Key;
import io.quorate.host.policyfile.schema.Listed;
import io.quorate.host.policyfile.schema.Member;
import io.quorate.host.policyfile.schema.Named;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What is declared is what is read, and what is read counts.
class DeclaredKeysTest {
    private static final PolicyFile READER = new PolicyFile(_ -> true);

    /// What stands around the value that is tried, as long as it does not stand there itself.
    private static final Map<String, String> NEIGHBOURS =
            Map.of(
                    "id", "bob",
                    "base_url", "https://other.example",
                    "model", "other",
                    "address", "other.example:1",
                    "token_env", "OTHER",
                    "then", "alert");

    /// Each key's example is another value than its default, so giving it must change the digest: a
    /// setting that the digest did not cover could change without a trace.
    @TestFactory
    Stream<DynamicTest> everyExampleLoadsAndChangesTheDigest() {
        return Declared.all().stream()
                .map(declared ->
                        DynamicTest.dynamicTest(declared.path(), () -> changesTheDigest(declared)));
    }

    @Test
    void everySettingOfAPolicyIsDeclared() {
        Set<String> declared = new HashSet<>();
        Declared.all().forEach(value -> declared.add(value.path()));
        // How many rules there are, how an agent without a transport is reached, what is not
        // enforced and who is seated first follow from other keys.
        declared.add("consensus.agent_pools.<pool>.quarantine.rules");
        declared.add("consensus.agent_pools.<pool>.agents.<agent>.transport");
        declared.add("security.unenforced");
        Policy policy = ((PolicyReading.Loaded) READER.sample()).policy();
        for (String path : policy.outline().keySet()) {
            String general =
                    path.replaceFirst("agent_pools\\.facts", "agent_pools.<pool>")
                            .replaceFirst("agents\\.[a-z]+", "agents.<agent>")
                            .replaceFirst("rules\\.[0-9]+", "rules.<n>");
            assertTrue(declared.contains(general), path);
        }
    }

    @Test
    void noNameIsDeclaredTwiceInAGroup() {
        Set<String> paths = new HashSet<>();
        Declared.all().forEach(value -> assertTrue(paths.add(value.path()), value.path()));
    }

    @Test
    void everyMeaningIsASentence() {
        for (Declared declared : Declared.all()) {
            for (Member member : with(declared.around(), declared.value())) {
                assertTrue(member.meaning().matches("(?s)[A-Z`0-9].*\\."), member.meaning());
            }
        }
    }

    private static void changesTheDigest(Declared declared) {
        boolean same =
                settings(load(file(declared, Tried.NO)))
                        .equals(settings(load(file(declared, Tried.YES))));
        assertFalse(same, "a setting that the digest does not cover");
        PolicyReading.Loaded loaded = load(file(declared, Tried.YES));
        boolean shown =
                loaded.effective().stream()
                        .map(EffectiveValue::origin)
                        .anyMatch(origin -> !(origin instanceof ValueOrigin.Default));
        assertTrue(shown || declared.value().name().equals("id"), "no value has an origin");
    }

    /// What the digest is taken over, without the lines that only list which keys were given.
    private static Map<String, String> settings(PolicyReading.Loaded loaded) {
        Map<String, String> settings = new TreeMap<>(loaded.policy().outline());
        settings.remove("security.unenforced");
        return settings;
    }

    private enum Tried {
        YES,
        NO
    }

    /// A file with everything that the value needs around it, and with the value or without.
    private static String file(Declared declared, Tried tried) {
        Map<String, Object> file = new LinkedHashMap<>();
        Map<String, Object> pools = below(below(file, "consensus"), "agent_pools");
        below(pools, "facts");
        below(pools, "experts");
        Map<String, Object> at = file;
        for (Member member : declared.around()) {
            at = below(at, member);
        }
        String name = declared.value().name();
        if (name.equals("detectors")) {
            at.remove("fault");
        }
        if (tried == Tried.YES) {
            at.put(name, declared.example());
        } else if (name.equals("detectors")) {
            at.put(name, "3");
        }
        return flow(file);
    }

    private static Map<String, Object> below(Map<String, Object> at, Member member) {
        return switch (member) {
            case Named named -> with(below(below(at, named.name()), "facts"), named.each());
            case Group group -> with(below(at, group.name()), group);
            case Listed listed -> {
                List<Object> items = new ArrayList<>();
                Map<String, Object> item = new LinkedHashMap<>();
                items.add(item);
                at.put(listed.name(), items);
                yield with(item, listed.each());
            }
            case Key<?> _, Entries<?> _ -> throw new IllegalStateException("has no members");
        };
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> below(Map<String, Object> at, String name) {
        return (Map<String, Object>) at.computeIfAbsent(name, _ -> new LinkedHashMap<>());
    }

    /// Adds what a group needs.
    private static Map<String, Object> with(Map<String, Object> at, Group group) {
        for (Member member : group.members()) {
            if (member instanceof Key<?> key && key.presence() == Key.Presence.REQUIRED) {
                at.put(key.name(), NEIGHBOURS.get(key.name()));
            }
            if (member.name().equals("when")) {
                below(at, "when").put("fault", "late");
            }
        }
        return at;
    }

    private static List<Member> with(List<Member> around, Member value) {
        List<Member> all = new ArrayList<>(around);
        all.add(value);
        return all;
    }

    private static String flow(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .map(entry -> entry.getKey() + ": " + flow(entry.getValue()))
                            .collect(Collectors.joining(", ", "{", "}"));
            case List<?> list ->
                    list.stream()
                            .map(DeclaredKeysTest::flow)
                            .collect(Collectors.joining(", ", "[", "]"));
            default -> value.toString();
        };
    }

    private static PolicyReading.Loaded load(String text) {
        return switch (READER.read("p", text.getBytes(StandardCharsets.UTF_8))) {
            case PolicyReading.Loaded loaded -> loaded;
            case PolicyReading.Refused(var problems) ->
                    throw new AssertionError(text + "\n" + problems);
        };
    }
}
