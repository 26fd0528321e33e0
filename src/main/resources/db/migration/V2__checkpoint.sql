-- Who signs a log, and every head of it that was signed.

-- A public key by which an origin's checkpoints are signed. Those of earlier keys stay, so that what
-- they signed can be checked.
CREATE TABLE verifier_key (
    origin int NOT NULL REFERENCES origin,
    vkey text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (origin, vkey)
);

-- A signed head of a log. A size has one row, and with it one root, whoever signs.
CREATE TABLE checkpoint (
    origin int NOT NULL REFERENCES origin,
    size bigint NOT NULL CHECK (size > 0),
    root bytea NOT NULL CHECK (length(root) = 32),
    at timestamptz NOT NULL,
    note text NOT NULL,
    PRIMARY KEY (origin, size)
);
ALTER TABLE checkpoint ALTER note SET STORAGE MAIN;

-- A witness's signature line below a checkpoint. While a log is idle the witness signs the same size
-- again, with the time in its signature.
CREATE TABLE cosignature (
    origin int NOT NULL,
    size bigint NOT NULL,
    at timestamptz NOT NULL,
    witness text NOT NULL,
    line text NOT NULL,
    PRIMARY KEY (origin, size, line),
    FOREIGN KEY (origin, size) REFERENCES checkpoint
);

CREATE FUNCTION guard_checkpoint() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.size > (SELECT size FROM origin WHERE id = NEW.origin) THEN
        RAISE EXCEPTION 'a checkpoint of % records is refused: the log has not as many', NEW.size
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER of_the_log_as_committed BEFORE INSERT ON checkpoint
    FOR EACH ROW EXECUTE FUNCTION guard_checkpoint();

DO $$
DECLARE
    log_table name;
    application name := coalesce(
        nullif(nullif('${application_role}', ''), 'current_user'), current_user);
BEGIN
    FOREACH log_table IN ARRAY ARRAY['verifier_key', 'checkpoint', 'cosignature']
    LOOP
        PERFORM protect(log_table);
        EXECUTE format('GRANT SELECT, INSERT ON %I TO %I', log_table, application);
    END LOOP;
    REVOKE ALL ON FUNCTION guard_checkpoint() FROM PUBLIC;
    EXECUTE format('ALTER FUNCTION guard_checkpoint() SET search_path = %I, pg_temp',
        current_schema());
END $$;
