package io.quorate.engine.monitoring;

import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.RetentionPolicy;
import io.quorate.engine.keeping.Hold;
import io.quorate.engine.keeping.RetentionStore.Keeping;
import io.quorate.engine.keeping.RetentionStore.LogKept;
import java.util.List;
import java.util.Locale;

/// How the log of this sidecar is collected, stored and read, as it runs: a text for people, in
/// Markdown.
///
/// @param database where the tables are, in words
/// @param keys the public keys that sign now
public record Handbook(String origin, String database, List<String> keys) {
    /// Who may do what to the tables of the log.
    public enum Roles {
        /// The role that writes may insert and read, and nothing else.
        APART,
        /// The role that writes owns the tables; triggers alone refuse changes.
        ONE_FOR_ALL
    }

    public Handbook {
        keys = List.copyOf(keys);
    }

    public String text(Policy policy, Roles roles, Keeping keeping) {
        return """
        # The log of %s

        Made from the running configuration: policy %s.

        ## What is recorded

        Every decision with its votes, weights, faults and the digest of its policy; labels,
        changes of standing and of policy; starts, stops, lost sequence numbers; holds,
        erasures, exports, deletions. Texts and references to persons lie apart and can be
        erased; the log holds salted commitments to them.

        ## Where it is, and who may change it

        In %s. %s

        ## When a decision is recorded

        %s
        ## How long it is kept

        %s
        ## How to collect it

        - `GET /v1/audit/decisions` and `/v1/audit/records`: by time and conditions, as JSON,
          JSON Lines and CSV.
        - `GET /log/checkpoint`, `/log/tile/…`: the whole log, as C2SP tlog-tiles has it.
        - `quorate export`: a part of it as one archive, with what proves it; `quorate incident`: what
          bears on one decision or a span of time, explained.
        - `quorate report`: use, human oversight and how well it went, over a span of time.
        - Whatever is handed out is recorded, with who ordered it and a commitment to the reason.

        ## How to read and check it

        A record is canonical JSON (RFC 8785) and a leaf of a Merkle tree (RFC 6962), whose head
        is signed each second, by:

        %s
        `quorate verify` checks an archive, a receipt or the whole log, trusting these keys
        alone. `GET /v1/decisions/{id}/explanation?format=text` explains a decision to people.
        """
                .formatted(
                        origin,
                        policy.digest(),
                        database,
                        words(roles),
                        durability(policy),
                        retention(policy, keeping),
                        lines(keys.stream().map(key -> "`" + key + "`").toList()));
    }

    private static String words(Roles roles) {
        return switch (roles) {
            case APART ->
                    "The role that writes may insert and read; the tables belong to another one,"
                            + " and triggers refuse changes to that one too.";
            case ONE_FOR_ALL ->
                    "One role both writes and owns the tables: triggers refuse changes, but this"
                            + " role could remove them. Give migrations a login of their own.";
        };
    }

    private static String durability(Policy policy) {
        return lines(policy.pools().values().stream().map(Handbook::durability).toList());
    }

    private static String durability(PoolPolicy pool) {
        return "pool `"
                + pool.id()
                + "`: "
                + switch (pool.durability()) {
                    case COMMITTED -> "in the database before the answer leaves";
                    case SPOOLED -> "in a local, synced queue or the database before it leaves";
                    case BEST_EFFORT -> "after the answer; what is lost is counted in the log";
                };
    }

    private static String retention(Policy policy, Keeping keeping) {
        StringBuilder text = new StringBuilder();
        text.append(
                "For %d days at least; now from %s on.\n\n"
                        .formatted(keeping.keepFor().toDays(), keeping.keptFrom()));
        text.append(lines(policy.pools().values().stream().map(Handbook::retention).toList()));
        for (LogKept log : keeping.logs()) {
            text.append(
                    "- log `%s`: %d records, of which %d were pruned%s\n"
                            .formatted(
                                    log.origin(),
                                    log.size(),
                                    log.minimum(),
                                    log.certificate().isPresent()
                                            ? ", certified by record "
                                                    + log.certificate().getAsLong()
                                            : ""));
        }
        for (Hold hold : keeping.holds()) {
            text.append(
                    "- hold `%s` of %s: from %s %s\n"
                            .formatted(
                                    hold.id(),
                                    hold.operator(),
                                    hold.from(),
                                    hold.to().map(to -> "to " + to).orElse("on")));
        }
        return text.toString();
    }

    private static String retention(PoolPolicy pool) {
        RetentionPolicy kept = pool.retention();
        return "pool `%s`: %d days, risk %s"
                .formatted(
                        pool.id(),
                        kept.keepFor().toDays(),
                        kept.risk().name().toLowerCase(Locale.ROOT));
    }

    private static String lines(List<String> entries) {
        StringBuilder lines = new StringBuilder();
        entries.forEach(entry -> lines.append("- ").append(entry).append('\n'));
        return lines.toString();
    }
}
