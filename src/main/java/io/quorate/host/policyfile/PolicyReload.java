package io.quorate.host.policyfile;

import io.quorate.core.policy.PolicyDifference;
import io.quorate.core.policy.reading.PolicyReading;
import io.quorate.core.policy.reading.PolicyReading.Loaded;
import java.nio.charset.StandardCharsets;

/// Decides what a look at the file means, given what is in force and what was seen before.
///
/// A file that is being written looks like a whole one for a moment: half a policy is often valid
/// YAML, and would mean less than was meant. So content counts only when two looks in a row agree,
/// and then once, until it is something else again. What was told and could not be put in force is
/// told again.
final class PolicyReload {
    private final PolicyFile reader;
    private Loaded current;
    private Look settled;
    private Look last;

    /// What was found by one look.
    ///
    /// @param words tells one thing found from another: the text, or why there is none
    private record Look(PolicyBytes found, String words) {
        static Look at(PolicyBytes found) {
            return new Look(
                    found,
                    switch (found) {
                        case PolicyBytes.Content content ->
                                "text " + new String(content.bytes(), StandardCharsets.ISO_8859_1);
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
        settled = Look.at(file);
        last = settled;
    }

    Meaning look(PolicyBytes found) {
        Look look = Look.at(found);
        boolean steady = look.isSameAs(last);
        last = look;
        if (look.isSameAs(settled)) {
            return new Meaning.Nothing();
        }
        return steady ? new Meaning.Event(event(found)) : new Meaning.Unsettled();
    }

    /// Says that the event of the last look has been taken up.
    void taken(PolicyEvent event) {
        settled = last;
        if (event instanceof PolicyEvent.Replaced replaced) {
            current = replaced.after();
        }
    }

    private PolicyEvent event(PolicyBytes found) {
        return switch (found) {
            case PolicyBytes.Unreadable(var problem) -> new PolicyEvent.Vanished(problem);
            case PolicyBytes.Content(var file, var bytes) ->
                    switch (reader.read(file.toString(), bytes)) {
                        case PolicyReading.Refused(var problems) ->
                                new PolicyEvent.Rejected(problems);
                        case Loaded loaded -> loaded(loaded);
                    };
        };
    }

    private PolicyEvent loaded(Loaded loaded) {
        return loaded.text().equals(current.text())
                ? new PolicyEvent.Returned(current)
                : new PolicyEvent.Replaced(
                        current,
                        loaded,
                        PolicyDifference.between(current.policy(), loaded.policy()));
    }
}
