package io.quorate.host.policyfile;

import io.quorate.core.policy.PolicyPath;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The keys outside `security` that are read and checked and that nothing in the sidecar acts on.
///
/// Whoever writes one must learn that it does nothing: in a warning, and on every decision that it
/// would concern. A key leaves these lists together with the code that begins to act on it.
final class Unacted {
    static final String REASON = "does nothing in this version";

    private static final Set<String> OF_CONSENSUS = Set.of("alerts");
    private static final Set<String> OF_THE_TARGETS =
            Set.of("consensus_success_rate", "byzantine_detection_accuracy");

    private static final int BELOW_CONSENSUS = 1;
    private static final int BELOW_TARGETS = 2;

    private Unacted() {}

    /// All their names.
    static List<String> all() {
        return Stream.of(OF_CONSENSUS, OF_THE_TARGETS).flatMap(Set::stream).toList();
    }

    /// Those of some given paths that are such a key, or lie below one, as the path of that key.
    static SortedSet<String> among(Collection<String> given) {
        SortedSet<String> found = new TreeSet<>();
        for (String path : given) {
            List<String> names = PolicyPath.segments(path);
            for (int end = 1; end <= names.size(); end++) {
                if (isUnacted(names.subList(0, end))) {
                    found.add(String.join(".", names.subList(0, end)));
                    break;
                }
            }
        }
        return found;
    }

    private static boolean isUnacted(List<String> names) {
        if (!names.getFirst().equals("consensus")) {
            return false;
        }
        return switch (names.size() - 1) {
            case BELOW_CONSENSUS -> OF_CONSENSUS.contains(names.getLast());
            case BELOW_TARGETS ->
                    names.get(1).equals("performance_targets")
                            && OF_THE_TARGETS.contains(names.getLast());
            default -> false;
        };
    }
}
