-- What the log is asked for beyond V1: by policy, and by what changed.

CREATE INDEX decision_policy ON decision (policy_digest, at, origin, log_index);

-- What is left when calls are left out is rare, and asked for as a whole.
CREATE INDEX record_change ON record (at, origin, log_index)
    WHERE kind NOT IN ('decision', 'duplicate', 'refused', 'lost');
