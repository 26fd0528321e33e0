-- What all sidecars know together of pools and their agents. Unlike the log's, these rows change:
-- what a sidecar learnt is added to the sums that stand here, so that none takes anything from
-- another; whatever changed a row is a record in the log.

-- A pool since it was first heard of. The roll's generation is known to whoever changes it, so that
-- of two sidecars that change it at once one has to look again.
CREATE TABLE reputation_pool (
    pool text PRIMARY KEY,
    generation bigint NOT NULL DEFAULT 0,
    -- When it first opened; null while it waits for agents.
    opened timestamptz,
    declared text[] NOT NULL DEFAULT '{}',
    seats_max int NOT NULL DEFAULT 0,
    seats text[] NOT NULL DEFAULT '{}',
    standbys text[] NOT NULL DEFAULT '{}',
    labels bigint NOT NULL DEFAULT 0,
    right_first bigint NOT NULL DEFAULT 0,
    right_second bigint NOT NULL DEFAULT 0,
    cast_first bigint NOT NULL DEFAULT 0,
    cast_second bigint NOT NULL DEFAULT 0,
    errors_together bigint NOT NULL DEFAULT 0,
    errors_seen bigint NOT NULL DEFAULT 0,
    -- The likelihood of the labels under each correction of the pool's posterior.
    calibration bigint[] NOT NULL
);

-- Everybody who ever belonged to a pool, and how they stand.
CREATE TABLE reputation_member (
    pool text NOT NULL,
    agent text NOT NULL,
    seniority text NOT NULL,
    standing text NOT NULL,
    strikes int NOT NULL,
    since timestamptz NOT NULL,
    until timestamptz,
    labelled_before bigint NOT NULL,
    PRIMARY KEY (pool, agent)
);

-- An agent that joined by itself and not through the policy.
CREATE TABLE registration (
    pool text NOT NULL,
    agent text NOT NULL,
    fault_domain text NOT NULL,
    specialization text,
    at timestamptz NOT NULL,
    PRIMARY KEY (pool, agent)
);

-- What is known of an agent, in millionths of a vote where votes are counted.
CREATE TABLE reputation (
    pool text NOT NULL,
    agent text NOT NULL,
    labelled_votes bigint NOT NULL,
    chance bigint NOT NULL,
    labelled_right bigint NOT NULL,
    labelled_wrong bigint NOT NULL,
    told_right bigint NOT NULL,
    told_wrong bigint NOT NULL,
    told_first_first bigint NOT NULL,
    told_first_second bigint NOT NULL,
    told_second_first bigint NOT NULL,
    told_second_second bigint NOT NULL,
    agreed_right bigint NOT NULL,
    agreed_wrong bigint NOT NULL,
    agreed_first_first bigint NOT NULL,
    agreed_first_second bigint NOT NULL,
    agreed_second_first bigint NOT NULL,
    agreed_second_second bigint NOT NULL,
    cast_first bigint NOT NULL,
    cast_second bigint NOT NULL,
    shift bigint NOT NULL,
    leverage bigint NOT NULL,
    PRIMARY KEY (pool, agent)
) WITH (fillfactor = 70);

-- The last batch of each sidecar that was added, so that none is added twice.
CREATE TABLE reputation_batch (
    writer text NOT NULL,
    pool text NOT NULL,
    number bigint NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (writer, pool)
);

-- A finding about an agent, for as long as a rule may count it.
CREATE TABLE incident (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    pool text NOT NULL,
    agent text NOT NULL,
    kind text NOT NULL,
    at timestamptz NOT NULL,
    evidence text NOT NULL
);
CREATE INDEX incident_agent ON incident (pool, agent, kind, at);

-- Who says which choice of a decision was right, and what that taught. A revoked one stays.
CREATE TABLE label (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    decision_id text NOT NULL,
    pool text NOT NULL,
    right_choice text NOT NULL,
    source text NOT NULL,
    reporter text NOT NULL,
    at timestamptz NOT NULL,
    taught bytea NOT NULL,
    revoked_at timestamptz
);
CREATE UNIQUE INDEX label_standing ON label (decision_id, pool) WHERE revoked_at IS NULL;

-- What happened to an agent, in words.
CREATE TABLE agent_event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    pool text NOT NULL,
    agent text NOT NULL,
    at timestamptz NOT NULL,
    kind text NOT NULL,
    text text NOT NULL
);
CREATE INDEX agent_event_agent ON agent_event (pool, agent, id);

-- Records that the log is to have. A row is written with the change that it tells of and removed
-- once the log of its origin has it.
CREATE TABLE notice_due (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    origin text NOT NULL,
    kind text NOT NULL,
    at timestamptz NOT NULL,
    leaf bytea NOT NULL,
    slot text[] NOT NULL,
    salt bytea[] NOT NULL,
    text bytea[] NOT NULL
);
CREATE INDEX notice_due_origin ON notice_due (origin, id);

-- Adds two rows of sums, place by place.
CREATE FUNCTION sums(one bigint[], other bigint[]) RETURNS bigint[]
LANGUAGE sql IMMUTABLE AS $$
    SELECT array_agg(coalesce(a, 0) + coalesce(b, 0) ORDER BY place)
    FROM unnest(one, other) WITH ORDINALITY AS sum (a, b, place)
$$;

DO $$
DECLARE
    edited_table name;
    application name := coalesce(
        nullif(nullif('${application_role}', ''), 'current_user'), current_user);
BEGIN
    FOREACH edited_table IN ARRAY ARRAY['reputation_pool', 'reputation_member', 'registration',
        'reputation', 'reputation_batch', 'incident', 'label', 'agent_event', 'notice_due']
    LOOP
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO %I',
            edited_table, application);
    END LOOP;
    EXECUTE format('GRANT EXECUTE ON FUNCTION sums(bigint[], bigint[]) TO %I', application);
END $$;
