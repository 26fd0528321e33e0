package io.quorate.edge.rest;

/// The longer words of the API's description, and its examples.
final class Examples {
    static final String DECIDE =
            """
            The electorate is the pool's seats, never the voters who happened to vote: an agent \
            without a vote is a silence. Every verdict is a 200. The decision is recorded, as safely \
            as the pool's durability says, before the answer leaves. Asking again with the same \
            request is always safe.\
            """;

    static final String ANSWER =
            """
            The decision. `decision` is the stored record, byte for byte as the log holds it \
            (canonical JSON, RFC 8785, which `log.leaf_hash` covers); a record too large for one \
            leaf names the rest by digest, and the rest is in `detail`. `replayed` says whether an \
            earlier call with the same request id and content made the decision. `timings` are in \
            seconds.\
            """;

    static final String VALIDATE =
            """
            All agents are asked at once. The answer leaves as soon as the outcome is certain, and \
            within the time of the path, whatever the agents do: an agent that fails or is late is a \
            silence, never an error of the call. Every verdict is a 200. Recorded like a decision on \
            given votes; asking again with the same request is always safe and joins a call that is \
            still being answered.\
            """;

    static final String VALIDATED =
            """
            The decision: `decision` (with `detail`), `log`, `replayed` and `timings` as in the \
            answer to a decision on given votes; `suggestion` with `action` ACCEPT, REJECT, REVISE \
            (with the `objections`) or ESCALATE; under `contents` the texts of each vote, by the slot \
            that its commitment has in the record. Where a question without an answer was asked of a \
            pool that decides in two rounds, `answers` has what its agents proposed.\
            """;

    static final String FOUND =
            """
            The decision: `decision` (with `detail`) and `log` as in the answer to the call, \
            `submission_digest` unless the submission was erased, and under `contents` the texts of \
            each vote, by the slot that its commitment has in the record.\
            """;

    static final String REQUEST =
            """
            {
              "request_id": "req-2031",
              "service": "travel-guide",
              "pool": "facts",
              "submission": {
                "question": "What is the capital of France?",
                "answer": "Paris"
              },
              "votes": [
                {"agent_id": "alice", "choice": "ACCEPT", "confidence": 0.9},
                {"agent_id": "bob", "choice": "ACCEPT", "confidence": 0.8},
                {"agent_id": "carol", "choice": "ACCEPT", "confidence": 0.95},
                {"agent_id": "dave", "choice": "REJECT", "confidence": 0.6,
                 "reasoning": "No source was given."}
              ]
            }\
            """;

    static final String ACCEPTED =
            """
            {
              "decision": {
                "decision_id": "019bd1f0-6c5e-7a31-9c1e-0d6a5a5d7f10",
                "request_id": "req-2031",
                "outcome": {"verdict": "ACCEPTED", "choice": "ACCEPT", "reason": "QUORUM"}
              },
              "log": {
                "origin": "quorate-0",
                "sequence_number": 17,
                "leaf_hash": "5f0d0c3b5b0e4d4f1a6f6f1d2f9b5a0c7a9b8e6d5c4b3a291807f6e5d4c3b2a1"
              },
              "replayed": false,
              "timings": {
                "deciding": "0.000120000s", "recording": "0.004100000s", "total": "0.004300000s"
              }
            }\
            """;

    static final String VIOLATIONS =
            """
            {
              "title": "Bad Request",
              "status": 400,
              "detail": "request_id must not be empty; 1 more in the details.",
              "reason": "INVALID_FIELD",
              "violations": [
                {"field": "request_id", "description": "must not be empty"},
                {"field": "votes[0].reasoning",
                 "description": "has 20000 bytes; at most 16384 are allowed"}
              ]
            }\
            """;

    private Examples() {}
}
