-- Submissions with a known answer that operators added, and who was shown which.

CREATE TABLE canary (
    id text PRIMARY KEY,
    pools text[] NOT NULL,
    -- As the log's content has submissions.
    submission bytea NOT NULL,
    right_choice text NOT NULL,
    operator text NOT NULL,
    added_at timestamptz NOT NULL,
    retired_at timestamptz
);
CREATE INDEX canary_pools ON canary USING gin (pools) WHERE retired_at IS NULL;

-- When an agent was last shown a canary, be it one of these or one of a file.
CREATE TABLE canary_showing (
    pool text NOT NULL,
    agent text NOT NULL,
    canary text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (pool, agent, canary)
);

-- As in V3, but for what is asked beside the calls, which is not rare.
DROP INDEX record_change;
CREATE INDEX record_change ON record (at, origin, log_index)
    WHERE kind NOT IN ('decision', 'duplicate', 'refused', 'lost', 'collected', 'canary');

DO $$
DECLARE
    edited_table name;
    application name := coalesce(
        nullif(nullif('${application_role}', ''), 'current_user'), current_user);
BEGIN
    FOREACH edited_table IN ARRAY ARRAY['canary', 'canary_showing']
    LOOP
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO %I',
            edited_table, application);
    END LOOP;
END $$;
