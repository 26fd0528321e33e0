package io.quorate.edge.rest;

/// The words of the API's description about queries.
final class QueryWords {
    static final String DECISIONS =
            """
            Finds the decisions that have everything that is named. As JSON it answers in pages; as \
            JSON Lines (whole records) and CSV (one row each) it streams everything that fits, and \
            an answer that is not cut off is complete; this is recorded as an export, by `operator` and \
            for `reason`. A record belongs to a span of time by the \
            time that stands in it.\
            """;

    static final String DECISIONS_FOUND =
            """
            `decisions`, and `next_cursor` unless this is the last page. As JSON Lines, on each line \
            `record` as the log holds it, with `log` and, of a record too large for one leaf, \
            `detail`.\
            """;

    static final String RECORDS =
            """
            Records of starts and stops, changes of policy and standing, labels, erasures and the \
            like. Without a kind it leaves out what calls leave behind: `duplicate`, `refused`, `lost`, \
            `collected` and `canary`.\
            """;

    static final String RECORDS_FOUND =
            "`records`, each as the log holds it, and `next_cursor` unless this is the last page.";

    static final String FROM = "The first moment, RFC 3339. Left out: from the first record on.";
    static final String TO = "The moment at which the span of time has ended, RFC 3339.";
    static final String SERVICE = "The name under which the caller asked.";
    static final String POOL =
            "A pool that took part. With `agent` or `fault_kind`: the pool in which these"
                    + " occurred.";
    static final String AGENT =
            "An agent that held a seat or voted. With `fault_kind`: the agent at fault.";
    static final String VERDICT = "ACCEPTED, REJECTED, NO_CONSENSUS or PROVISIONAL.";
    static final String POLICY = "Digest of the policy that steered them, in hexadecimal.";
    static final String SUBJECT =
            "The reference to the person concerned, as the caller gave it, unless it was erased.";
    static final String FAULT = "A fault that occurred, such as EQUIVOCATION.";
    static final String ORDER = "OLDEST_FIRST, which is the default, or NEWEST_FIRST.";
    static final String PAGE_SIZE = "How many at most: 1 to 1000, 100 if left out.";
    static final String RECORD_PAGE = "How many at most: 1 to 100, 50 if left out.";
    static final String CURSOR = "`next_cursor` of the page before, for the same query.";
    static final String FORMAT = "`json` (pages, the default), `jsonl` or `csv`.";
    static final String KIND = "A kind of record, such as `start`; may be given several times.";

    static final String OPERATOR = "Who orders the export. Stands in the log.";
    static final String REASON = "Why, for those who will ask.";

    private QueryWords() {}
}
