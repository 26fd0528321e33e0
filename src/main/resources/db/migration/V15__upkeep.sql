-- What is done to the log's tables now and then: months are made, checkpoints thinned out.

-- As in V1; and records of that month that were written already, by a clock that was far off, move to
-- where they belong. Left where they are they would keep their month from ever being made.
CREATE OR REPLACE FUNCTION make_partition(month timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    parent name;
    part name;
    other name;
    first timestamptz := date_trunc('month', month, 'UTC');
    next timestamptz := (first AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC';
    is_there boolean;
BEGIN
    -- In the order in which the writer of the log uses them, so that the two never wait for each
    -- other in a circle.
    FOR parent IN
        SELECT c.relname FROM pg_partitioned_table p JOIN pg_class c ON c.oid = p.partrelid
        WHERE c.relnamespace = current_schema()::regnamespace ORDER BY c.relname
    LOOP
        part := parent || to_char(first AT TIME ZONE 'UTC', '_YYYY_MM');
        other := parent || '_other';
        IF to_regclass(quote_ident(part)) IS NOT NULL THEN
            CONTINUE;
        END IF;
        EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE at >= $1 AND at < $2)', other)
            INTO is_there USING first, next;
        IF is_there THEN
            EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS)
                WITH (toast_tuple_target = 8160)', part, parent);
            EXECUTE format('ALTER TABLE %I DISABLE TRIGGER append_only', other);
            EXECUTE format('WITH moved AS (
                    DELETE FROM %I WHERE at >= $1 AND at < $2 RETURNING *)
                INSERT INTO %I SELECT * FROM moved', other, part) USING first, next;
            EXECUTE format('ALTER TABLE %I ENABLE TRIGGER append_only', other);
            EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                parent, part, first, next);
        ELSE
            EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)
                WITH (toast_tuple_target = 8160)', part, parent, first, next);
        END IF;
        PERFORM protect(part);
    END LOOP;
END $$;

-- Removes, of the days that are over for a day, all checkpoints of a log but the last of each day of UTC
-- and the last that a witness signed: receipts and proofs lead to the newest, and whoever kept another
-- one has it. So many go at a time, as nothing can be signed meanwhile. Tells how many went.
CREATE FUNCTION thin_checkpoints() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    today timestamptz := date_trunc('day', now(), 'UTC');
    origins int[];
    sizes bigint[];
BEGIN
    SELECT array_agg(origin), array_agg(size) INTO origins, sizes FROM (
        SELECT origin, size FROM (
            SELECT origin, size,
                max(size) OVER days AS last,
                max(size) FILTER (WHERE is_witnessed) OVER days AS last_witnessed
            FROM (
                SELECT origin, size, at, EXISTS (SELECT FROM cosignature s
                    WHERE s.origin = c.origin AND s.size = c.size) AS is_witnessed
                FROM checkpoint c
                -- A day that is to come is one of a clock that was far off.
                WHERE at < today - interval '1 day' OR at >= today + interval '2 days'
            ) past
            WINDOW days AS (PARTITION BY origin, date_trunc('day', at, 'UTC'))
        ) signed
        WHERE size <> last AND size IS DISTINCT FROM last_witnessed
        LIMIT 50000
    ) due;
    IF origins IS NULL THEN
        RETURN 0;
    END IF;
    ALTER TABLE checkpoint DISABLE TRIGGER append_only;
    ALTER TABLE cosignature DISABLE TRIGGER append_only;
    DELETE FROM cosignature s USING unnest(origins, sizes) AS due (origin, size)
        WHERE s.origin = due.origin AND s.size = due.size;
    DELETE FROM checkpoint c USING unnest(origins, sizes) AS due (origin, size)
        WHERE c.origin = due.origin AND c.size = due.size;
    ALTER TABLE checkpoint ENABLE TRIGGER append_only;
    ALTER TABLE cosignature ENABLE TRIGGER append_only;
    RETURN cardinality(sizes);
END $$;

DO $$
DECLARE
    owned_function text;
    application name := coalesce(
        nullif(nullif('${application_role}', ''), 'current_user'), current_user);
BEGIN
    FOREACH owned_function IN ARRAY ARRAY['make_partition(timestamptz)', 'thin_checkpoints()']
    LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', owned_function);
        EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp',
            owned_function, current_schema());
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', owned_function, application);
    END LOOP;
END $$;
