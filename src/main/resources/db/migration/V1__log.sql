-- The log, and what lies beside it.
--
-- Tables that are partitioned by month hold one row per record or more; they all carry origin,
-- log_index and at, where at is the time that stands in the record itself. Everything but content
-- can be derived from the leaves.

-- One log. The only rows of this file that change, and only forwards: every append moves size from
-- the value that the writer knows, under the epoch of its lease, so that a writer whose lease was
-- taken over cannot append any more.
CREATE TABLE origin (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE,
    epoch bigint NOT NULL DEFAULT 0,
    size bigint NOT NULL DEFAULT 0,
    -- Every sequence number up to here is named in a record.
    sequence_settled bigint NOT NULL DEFAULT 0,
    -- No sequence number beyond here was ever taken.
    sequence_limit bigint NOT NULL DEFAULT 0,
    -- Whether the last sidecar laid the log down in order; then sequence_settled is the last number
    -- that it took.
    stopped boolean NOT NULL DEFAULT true
);

-- A leaf of the tree. kind and sequence are taken from it; of a record that names several sequence
-- numbers, the last.
CREATE TABLE record (
    origin int NOT NULL,
    log_index bigint NOT NULL,
    at timestamptz NOT NULL,
    kind text NOT NULL,
    sequence bigint,
    leaf bytea NOT NULL,
    leaf_hash bytea NOT NULL,
    PRIMARY KEY (origin, log_index, at)
) PARTITION BY RANGE (at);
CREATE INDEX record_sequence ON record (origin, sequence) WHERE sequence IS NOT NULL;
CREATE INDEX record_kind ON record (kind, at, origin, log_index) WHERE kind <> 'decision';

-- The part of a record that is too much for its leaf, which names it by digest.
CREATE TABLE detail (
    origin int NOT NULL,
    log_index bigint NOT NULL,
    at timestamptz NOT NULL,
    body bytea NOT NULL,
    PRIMARY KEY (origin, log_index, at)
) PARTITION BY RANGE (at);

-- A full tile of hashes (C2SP tlog-tiles); those that are not yet full follow from record and from
-- the roots of the level below.
CREATE TABLE tile (
    origin int NOT NULL REFERENCES origin,
    level smallint NOT NULL,
    tile_index bigint NOT NULL,
    hashes bytea NOT NULL,
    root bytea NOT NULL,
    PRIMARY KEY (origin, level, tile_index)
);
ALTER TABLE tile ALTER hashes SET STORAGE EXTERNAL;

-- Texts and references to persons, with the salts of their commitments. A row is erased as a whole.
CREATE TABLE content (
    origin int NOT NULL,
    log_index bigint NOT NULL,
    at timestamptz NOT NULL,
    subject text,
    slot text[] NOT NULL,
    salt bytea[] NOT NULL,
    text bytea[] NOT NULL,
    PRIMARY KEY (origin, log_index, at)
) PARTITION BY RANGE (at);
CREATE INDEX content_subject ON content (subject, at) WHERE subject IS NOT NULL;

-- What decisions are found by.
CREATE TABLE decision (
    origin int NOT NULL,
    log_index bigint NOT NULL,
    at timestamptz NOT NULL,
    decision_id text NOT NULL,
    service text NOT NULL,
    request_id text NOT NULL,
    verdict text NOT NULL,
    choice text,
    reason text NOT NULL,
    risk_tag text,
    policy_digest bytea NOT NULL,
    durability text NOT NULL,
    PRIMARY KEY (origin, log_index, at)
) PARTITION BY RANGE (at);
CREATE INDEX decision_id ON decision (decision_id);
CREATE INDEX decision_at ON decision (at, origin, log_index);
CREATE INDEX decision_service ON decision (service, at, origin, log_index);
CREATE INDEX decision_verdict ON decision (verdict, at, origin, log_index)
    WHERE verdict <> 'ACCEPTED';

CREATE TABLE pool_outcome (
    origin int NOT NULL,
    log_index bigint NOT NULL,
    at timestamptz NOT NULL,
    pool text NOT NULL,
    required boolean NOT NULL,
    verdict text NOT NULL,
    choice text,
    reason text NOT NULL,
    leaning text,
    confidence float8,
    agreement float8
) PARTITION BY RANGE (at);
CREATE INDEX pool_outcome_pool ON pool_outcome (pool, at, origin, log_index);

-- A seat and how its vote was received, or a vote that has no seat. Where the agent cast several
-- votes, the first one's choice, confidence and score.
CREATE TABLE vote (
    origin int NOT NULL,
    log_index bigint NOT NULL,
    at timestamptz NOT NULL,
    pool text NOT NULL,
    round smallint NOT NULL,
    agent text NOT NULL,
    reception text NOT NULL,
    weight bigint NOT NULL,
    choice text,
    confidence float8,
    score float8
) PARTITION BY RANGE (at);
CREATE INDEX vote_agent ON vote (agent, at, origin, log_index);

CREATE TABLE fault (
    origin int NOT NULL,
    log_index bigint NOT NULL,
    at timestamptz NOT NULL,
    pool text NOT NULL,
    round smallint NOT NULL,
    kind text NOT NULL,
    agent text NOT NULL
) PARTITION BY RANGE (at);
CREATE INDEX fault_kind ON fault (kind, at, origin, log_index);
CREATE INDEX fault_agent ON fault (agent, at, origin, log_index);

-- Which decision a caller's request led to, for as long as the caller may repeat it.
CREATE TABLE request (
    caller text NOT NULL,
    id text NOT NULL,
    digest bytea NOT NULL,
    decision_id text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (caller, id)
);
CREATE INDEX request_at ON request USING brin (at) WITH (autosummarize = on);

-- The text of every policy that steered a decision.
CREATE TABLE policy (
    digest bytea PRIMARY KEY,
    at timestamptz NOT NULL,
    text text NOT NULL
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused: the log is append-only', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION guard_origin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.id <> OLD.id OR NEW.name <> OLD.name OR NEW.epoch < OLD.epoch OR NEW.size < OLD.size
        OR NEW.sequence_settled < OLD.sequence_settled OR NEW.sequence_limit < OLD.sequence_limit
    THEN
        RAISE EXCEPTION 'UPDATE on origin is refused: a log only grows'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER only_forwards BEFORE UPDATE ON origin
    FOR EACH ROW EXECUTE FUNCTION guard_origin();
CREATE TRIGGER no_removal BEFORE DELETE OR TRUNCATE ON origin
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Makes the partition of every partitioned table for one month of UTC, where it is missing. Rows that
-- fit into a page stay in it as they are: compressing them would cost an append more than all else.
CREATE FUNCTION make_partition(month timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    parent name;
    part name;
    first timestamptz := date_trunc('month', month, 'UTC');
    next timestamptz := (first AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC';
BEGIN
    -- In the order in which the writer of the log uses them, so that the two never wait for each
    -- other in a circle.
    FOR parent IN
        SELECT c.relname FROM pg_partitioned_table p JOIN pg_class c ON c.oid = p.partrelid
        WHERE c.relnamespace = current_schema()::regnamespace ORDER BY c.relname
    LOOP
        part := parent || to_char(first AT TIME ZONE 'UTC', '_YYYY_MM');
        IF to_regclass(quote_ident(part)) IS NULL THEN
            EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)
                WITH (toast_tuple_target = 8160)', part, parent, first, next);
            PERFORM protect(part);
        END IF;
    END LOOP;
END $$;

-- Takes from a table, or a partition, what the log does not allow.
CREATE FUNCTION protect(log_table name) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'CREATE TRIGGER append_only BEFORE UPDATE%s OR TRUNCATE ON %I
         FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
        CASE WHEN log_table LIKE 'content%' THEN '' ELSE ' OR DELETE' END, log_table);
END $$;

DO $$
DECLARE
    log_table name;
    owned_function text;
    application name := coalesce(
        nullif(nullif('${application_role}', ''), 'current_user'), current_user);
BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), application);
    FOREACH log_table IN ARRAY ARRAY['content', 'decision', 'detail', 'fault', 'pool_outcome',
        'record', 'vote', 'tile', 'policy']
    LOOP
        PERFORM protect(log_table);
        EXECUTE format('GRANT SELECT, INSERT ON %I TO %I', log_table, application);
    END LOOP;
    EXECUTE format('GRANT DELETE ON content TO %I', application);
    EXECUTE format('GRANT SELECT, INSERT, DELETE ON request TO %I', application);
    EXECUTE format('GRANT SELECT, INSERT (name), UPDATE (epoch, size, sequence_settled,
        sequence_limit, stopped) ON origin TO %I', application);
    FOREACH owned_function IN ARRAY ARRAY['make_partition(timestamptz)', 'protect(name)',
        'refuse_change()', 'guard_origin()']
    LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', owned_function);
        EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp',
            owned_function, current_schema());
    END LOOP;
    EXECUTE format('GRANT EXECUTE ON FUNCTION make_partition(timestamptz) TO %I', application);

    -- Where a record goes whose time no partition was made for: that of a clock that is far off.
    FOR log_table IN
        SELECT c.relname FROM pg_partitioned_table p JOIN pg_class c ON c.oid = p.partrelid
        WHERE c.relnamespace = current_schema()::regnamespace ORDER BY c.relname
    LOOP
        EXECUTE format('CREATE TABLE %I PARTITION OF %I DEFAULT
            WITH (toast_tuple_target = 8160)', log_table || '_other', log_table);
        PERFORM protect(log_table || '_other');
    END LOOP;
    FOR month IN 0..3 LOOP
        PERFORM make_partition(now() + month * interval '1 month');
    END LOOP;
END $$;
