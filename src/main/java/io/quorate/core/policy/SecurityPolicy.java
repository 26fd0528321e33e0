package io.quorate.core.policy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the deployment asks of security, and what of it the sidecar does not do.
///
/// @param demands key below `security` and what was asked, in the spelling of the outline
/// @param unenforced keys among them that nothing enforces; every decision lists them
/// @param strictness whether such a key is tolerated
public record SecurityPolicy(
        SortedMap<String, String> demands, List<String> unenforced, Strictness strictness) {
    public static final SecurityPolicy NONE =
            new SecurityPolicy(new TreeMap<>(Map.of()), List.of(), Strictness.LENIENT);

    public SecurityPolicy {
        demands = Collections.unmodifiableSortedMap(new TreeMap<>(demands));
        unenforced = unenforced.stream().sorted().toList();
        if (strictness == Strictness.STRICT) {
            InvalidPolicy.throwIfAny(
                    unenforced.stream()
                            .map(key ->
                                    new PolicyProblem(
                                            key,
                                            "is not enforced and security.strict is true",
                                            "remove the key, or set security.strict to"
                                                    + " false to go on without it"))
                            .toList());
        }
    }

    /// Whether a demand that nothing enforces stops the policy.
    public enum Strictness {
        LENIENT,
        STRICT
    }

    void outline(Outline to) {
        demands.forEach(to::put);
        to.put("strict", strictness == Strictness.STRICT);
        to.put("unenforced", unenforced.isEmpty() ? "none" : String.join(", ", unenforced));
    }
}
