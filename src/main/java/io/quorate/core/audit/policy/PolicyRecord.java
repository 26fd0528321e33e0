package io.quorate.core.audit.policy;

import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Origin;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A policy that took effect.
///
/// @param at when, by the sidecar's clock, in whole microseconds
/// @param digest of the policy
/// @param previous the policy that held before in this origin; empty when none is known
/// @param changes what is different, a sentence each, as far as they fit
/// @param further how many more differences there are
/// @param passed how many policies held in between, while the log could not be reached, without a
///   record of their own
public record PolicyRecord(
        Origin origin,
        Instant at,
        Occasion occasion,
        Digest digest,
        Optional<Digest> previous,
        List<String> changes,
        long further,
        long passed) {

    /// So many characters make no leaf too long, whatever has to be escaped in them.
    private static final int CHARACTERS_MAX = 9_000;

    /// Why the policy took effect.
    public enum Occasion {
        /// The sidecar started with it.
        START,
        /// The file changed while the sidecar ran.
        RELOAD
    }

    public PolicyRecord {
        at = at.truncatedTo(ChronoUnit.MICROS);
        changes = List.copyOf(changes);
    }

    /// The record of a policy with as many of its differences as fit.
    public static PolicyRecord of(
            Origin origin,
            Instant at,
            Occasion occasion,
            Digest digest,
            Optional<Digest> previous,
            List<String> sentences) {
        List<String> changes = new ArrayList<>();
        int characters = 0;
        for (String sentence : sentences) {
            characters += sentence.length();
            if (characters > CHARACTERS_MAX) {
                break;
            }
            changes.add(sentence);
        }
        return new PolicyRecord(
                origin,
                at,
                occasion,
                digest,
                previous,
                changes,
                sentences.size() - changes.size(),
                0);
    }

    /// The record of a later policy that stands for this one, too.
    public PolicyRecord replacedBy(PolicyRecord later) {
        return new PolicyRecord(
                later.origin,
                later.at,
                later.occasion,
                later.digest,
                later.previous,
                later.changes,
                later.further,
                passed + 1);
    }
}
