package io.quorate.host.policyfile;

import io.quorate.core.policy.PolicyDifference;
import io.quorate.core.policy.PolicyDifference.Change;
import io.quorate.core.policy.PolicyPath;
import io.quorate.core.policy.reading.PolicyReading;
import io.quorate.core.policy.reading.PolicyReading.Loaded;
import io.quorate.core.protocol.Canary;
import io.quorate.core.protocol.PoolId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Decides what a look at the file means, given what is in force and what was seen before.
///
/// A file that is being written looks like a whole one for a moment: half a policy is often valid
/// YAML, and would mean less than was meant. So content counts only when two looks in a row agree,
/// and then once, until it is something else again. What was told and could not be put in force is
/// told again. The files of canaries that the policy in force names are looked at with it.
final class PolicyReload {
    private final PolicyFile reader;
    private Loaded current;
    private Look settled;
    private Look last;

    /// What was found by one look.
    ///
    /// @param words tells one thing found from another: the text, or why there is none
    private record Look(PolicyBytes found, String words) {
        static Look at(PolicyBytes found, Loaded current) {
            return new Look(
                    found,
                    switch (found) {
                        case PolicyBytes.Content content ->
                                CanaryFiles.words(content.file(), current)
                                        + " text "
                                        + new String(content.bytes(), StandardCharsets.ISO_8859_1);
                        case PolicyBytes.Unreadable unreadable -> "nothing " + unreadable.problem();
                    });
        }

        boolean isSameAs(Look other) {
            return words.equals(other.words);
        }
    }

    /// What a look meant.
    sealed interface Meaning {
        /// Nothing that was not known.
        record Nothing() implements Meaning {}

        /// Perhaps something; look again soon.
        record Unsettled() implements Meaning {}

        /// This.
        record Event(PolicyEvent event) implements Meaning {}
    }

    PolicyReload(PolicyFile reader, PolicyBytes.Content file, Loaded current) {
        this.reader = reader;
        this.current = current;
        settled = Look.at(file, current);
        last = settled;
    }

    Meaning look(PolicyBytes found) {
        Look look = Look.at(found, current);
        boolean steady = look.isSameAs(last);
        last = look;
        if (look.isSameAs(settled)) {
            return new Meaning.Nothing();
        }
        return steady ? new Meaning.Event(event(found)) : new Meaning.Unsettled();
    }

    /// Says that the event of the last look has been taken up.
    void taken(PolicyEvent event) {
        if (event instanceof PolicyEvent.Replaced replaced) {
            current = replaced.after();
            last = Look.at(last.found(), current);
        }
        settled = last;
    }

    private PolicyEvent event(PolicyBytes found) {
        return switch (found) {
            case PolicyBytes.Unreadable(var problem) -> new PolicyEvent.Vanished(problem);
            case PolicyBytes.Content content ->
                    switch (reader.load(content)) {
                        case PolicyReading.Refused(var problems) ->
                                new PolicyEvent.Rejected(problems);
                        case Loaded loaded -> loaded(loaded);
                    };
        };
    }

    private PolicyEvent loaded(Loaded loaded) {
        return loaded.text().equals(current.text()) && loaded.canaries().equals(current.canaries())
                ? new PolicyEvent.Returned(current)
                : new PolicyEvent.Replaced(current, loaded, difference(loaded));
    }

    private PolicyDifference difference(Loaded loaded) {
        List<Change> changes =
                new ArrayList<>(
                        PolicyDifference.between(current.policy(), loaded.policy()).changes());
        Set<PoolId> pools = new TreeSet<>(current.canaries().keySet());
        pools.addAll(loaded.canaries().keySet());
        for (PoolId pool : pools) {
            List<Canary> before = current.canaries().getOrDefault(pool, List.of());
            List<Canary> after = loaded.canaries().getOrDefault(pool, List.of());
            if (!before.equals(after)) {
                changes.add(change(pool, before.size(), after.size()));
            }
        }
        return new PolicyDifference(changes);
    }

    private static Change change(PoolId pool, int before, int after) {
        return new Change(
                "consensus.agent_pools." + PolicyPath.segment(pool.value()) + ".canaries.file",
                Optional.of(before + " canaries"),
                Optional.of(after + " canaries"),
                "The canaries filed for pool %s change; there were %d, now there are %d."
                        .formatted(pool, before, after));
    }
}
