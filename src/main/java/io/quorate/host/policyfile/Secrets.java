package io.quorate.host.policyfile;

import io.quorate.core.policy.PolicyPath;
import io.quorate.core.policy.reading.EffectiveValue;
import io.quorate.core.policy.reading.ValueOrigin;
import io.quorate.host.policyfile.schema.Key;
import io.quorate.host.policyfile.schema.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// The secrets that a policy names, of which only whether they are there is ever looked at.
final class Secrets {
    private static final String SUFFIX = "_env";

    private final Predicate<String> isSet;
    private final List<EffectiveValue> seen = new ArrayList<>();

    Secrets(Predicate<String> isSet) {
        this.isSet = isSet;
    }

    /// Notes that a key names a variable, and warns when it is not set.
    String named(Section in, Key<String> key, String variable) {
        boolean there = isSet.test(variable);
        if (!there) {
            in.warning(
                    key,
                    "names " + variable + ", which is not set",
                    "set it in the sidecar's environment; until then the agent is unavailable");
        }
        String secret = key.name().substring(0, key.name().length() - SUFFIX.length());
        seen.add(
                new EffectiveValue(
                        PolicyPath.join(in.path(), secret),
                        there ? "set" : "missing",
                        new ValueOrigin.Environment(variable)));
        return variable;
    }

    List<EffectiveValue> seen() {
        return List.copyOf(seen);
    }
}
