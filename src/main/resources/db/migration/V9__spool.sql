-- Which log may have decisions that are in the spool of a sidecar and not here yet.

-- The name of that spool. Only the sidecar that has it takes the log up, until the log was laid down in
-- order with the spool empty, or an operator declares the spool lost.
ALTER TABLE origin ADD COLUMN spool text;

DO $$
DECLARE
    application name := coalesce(
        nullif(nullif('${application_role}', ''), 'current_user'), current_user);
BEGIN
    EXECUTE format('GRANT UPDATE (spool) ON origin TO %I', application);
END $$;
