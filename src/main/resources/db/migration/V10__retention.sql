-- How long the log keeps what is in it: what pools promised, what is held, and how the rest goes.

-- For how long a pool promised to keep its decisions, since when. The newest of a pool counts, also
-- of one that no policy has any more.
CREATE TABLE retention (
    pool text NOT NULL,
    at timestamptz NOT NULL,
    keep_for interval NOT NULL CHECK (keep_for > interval '0'),
    high_risk boolean NOT NULL,
    CHECK (NOT high_risk OR keep_for >= interval '184 days'),
    PRIMARY KEY (pool, at)
);

-- What may be neither pruned nor erased: everything of a span of time, without an end where to_at is
-- null.
CREATE TABLE hold (
    id text PRIMARY KEY,
    at timestamptz NOT NULL,
    from_at timestamptz NOT NULL,
    to_at timestamptz,
    decision_id text,
    operator text NOT NULL,
    reason text NOT NULL,
    CHECK (to_at IS NULL OR from_at < to_at)
);

CREATE TABLE hold_lifted (
    id text PRIMARY KEY REFERENCES hold,
    at timestamptz NOT NULL
);

CREATE VIEW standing_hold AS
    SELECT * FROM hold WHERE NOT EXISTS (SELECT FROM hold_lifted l WHERE l.id = hold.id);

-- Up to where a log was pruned, and the index of the record that certifies it.
CREATE TABLE pruning (
    origin int NOT NULL REFERENCES origin,
    minimum_index bigint NOT NULL CHECK (minimum_index % 256 = 0),
    certificate bigint NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (origin, minimum_index)
);

-- Orders the placing of a hold and whatever would remove what it holds: the first is waited for.
CREATE FUNCTION wait_for_holds() RETURNS void LANGUAGE sql AS $$
    SELECT pg_advisory_xact_lock_shared(hashtextextended('quorate.hold', 0))
$$;

CREATE FUNCTION guard_hold() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('quorate.hold', 0));
    RETURN NEW;
END $$;

CREATE TRIGGER after_removals BEFORE INSERT ON hold
    FOR EACH ROW EXECUTE FUNCTION guard_hold();

-- The longest that a pool promised; never less than the floor once a pool was one of high risk.
CREATE FUNCTION keep_for() RETURNS interval LANGUAGE sql STABLE AS $$
    SELECT coalesce(
        greatest(
            (SELECT max(keep_for) FROM (
                SELECT DISTINCT ON (pool) keep_for FROM retention ORDER BY pool, at DESC) newest),
            (SELECT interval '184 days' FROM retention WHERE high_risk LIMIT 1)),
        interval '184 days')
$$;

-- The month from which on everything is kept. Only whole months go.
CREATE FUNCTION kept_from() RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT date_trunc(
        'month',
        least(now() - keep_for(), (SELECT min(from_at) FROM standing_hold)),
        'UTC')
$$;

-- The partitions whose month is over before that time, and those of clocks that were far off.
CREATE FUNCTION past_partitions(before timestamptz) RETURNS TABLE (part name, month text)
LANGUAGE sql STABLE AS $$
    SELECT p.relname, right(p.relname, 7)
    FROM pg_partitioned_table t
    JOIN pg_class c ON c.oid = t.partrelid
    JOIN pg_inherits i ON i.inhparent = c.oid
    JOIN pg_class p ON p.oid = i.inhrelid
    WHERE c.relnamespace = current_schema()::regnamespace AND CASE
        WHEN p.relname = c.relname || '_other' THEN true
        ELSE (to_date(right(p.relname, 7), 'YYYY_MM') + interval '1 month') AT TIME ZONE 'UTC'
            <= before END
    ORDER BY p.relname
$$;

-- Removes the records below an index, in all tables, and tells how many there were. The certificate
-- has to stand in the same log. What lies in the wrong place because of its clock goes with its
-- neighbours.
CREATE FUNCTION prune(log int, minimum bigint, certified_by bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    boundary timestamptz;
    past name;
    is_there boolean;
    removed bigint := 0;
    count bigint;
BEGIN
    PERFORM wait_for_holds();
    boundary := kept_from();
    IF minimum > (SELECT size FROM origin WHERE id = log) / 256 * 256 THEN
        RAISE EXCEPTION 'pruning is refused: the tree needs the records from % on',
            (SELECT size FROM origin WHERE id = log) / 256 * 256
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF EXISTS (SELECT FROM record r WHERE r.origin = log AND r.log_index < minimum
        AND r.at >= boundary AND r.tableoid <> 'record_other'::regclass)
    THEN
        RAISE EXCEPTION 'pruning is refused: records below % are kept or held, from % on',
            minimum, boundary
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NOT EXISTS (SELECT FROM record r WHERE r.origin = log AND r.log_index = certified_by
        AND r.kind = 'deletion_certificate'
        AND convert_from(r.leaf, 'UTF8')::jsonb -> 'minimum_index' = to_jsonb(minimum))
    THEN
        RAISE EXCEPTION 'pruning is refused: record % does not certify it', certified_by
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    FOR past IN SELECT part FROM past_partitions(boundary) LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE origin = $1 AND log_index < $2)', past)
            INTO is_there USING log, minimum;
        IF is_there THEN
            EXECUTE format('ALTER TABLE %I DISABLE TRIGGER append_only', past);
            EXECUTE format('DELETE FROM %I WHERE origin = $1 AND log_index < $2', past)
                USING log, minimum;
            GET DIAGNOSTICS count = ROW_COUNT;
            EXECUTE format('ALTER TABLE %I ENABLE TRIGGER append_only', past);
            IF past LIKE 'record%' THEN
                removed := removed + count;
            END IF;
        END IF;
    END LOOP;
    INSERT INTO pruning (origin, minimum_index, certificate) VALUES (log, minimum, certified_by);
    RETURN removed;
END $$;

-- Gives back the room of months of which nothing is left, and tells how many. For a moment this
-- locks out the writer; who calls it sets lock_timeout.
CREATE FUNCTION drop_empty_months() RETURNS int LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    boundary timestamptz := kept_from();
    empty_month text;
    past name;
    is_there boolean;
    dropped int := 0;
BEGIN
    FOR empty_month IN
        SELECT DISTINCT month FROM past_partitions(boundary) WHERE part NOT LIKE '%\_other'
    LOOP
        is_there := false;
        FOR past IN SELECT part FROM past_partitions(boundary) WHERE month = empty_month LOOP
            EXECUTE format('SELECT $1 OR EXISTS (SELECT FROM %I)', past)
                INTO is_there USING is_there;
        END LOOP;
        IF NOT is_there THEN
            -- In the order in which the writer of the log uses the tables.
            FOR past IN SELECT part FROM past_partitions(boundary) WHERE month = empty_month LOOP
                EXECUTE format('DROP TABLE %I', past);
            END LOOP;
            dropped := dropped + 1;
        END IF;
    END LOOP;
    RETURN dropped;
END $$;

DO $$
DECLARE
    log_table name;
    owned_function text;
    application name := coalesce(
        nullif(nullif('${application_role}', ''), 'current_user'), current_user);
BEGIN
    FOREACH log_table IN ARRAY ARRAY['retention', 'hold', 'hold_lifted', 'pruning'] LOOP
        PERFORM protect(log_table);
        EXECUTE format('GRANT SELECT ON %I TO %I', log_table, application);
    END LOOP;
    EXECUTE format('GRANT SELECT ON standing_hold TO %I', application);
    EXECUTE format('GRANT INSERT ON retention, hold, hold_lifted TO %I', application);
    FOREACH owned_function IN ARRAY ARRAY['wait_for_holds()', 'guard_hold()', 'keep_for()',
        'kept_from()', 'past_partitions(timestamptz)', 'prune(int, bigint, bigint)',
        'drop_empty_months()']
    LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', owned_function);
        EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp',
            owned_function, current_schema());
    END LOOP;
    FOREACH owned_function IN ARRAY ARRAY['wait_for_holds()', 'guard_hold()', 'keep_for()',
        'kept_from()', 'prune(int, bigint, bigint)', 'drop_empty_months()']
    LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', owned_function, application);
    END LOOP;
END $$;
