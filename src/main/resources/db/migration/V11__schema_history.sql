-- The application may see which migrations were made, so that a start with all of them in place
-- needs no other connection.
DO $$
DECLARE
    application name := coalesce(
        nullif(nullif('${application_role}', ''), 'current_user'), current_user);
BEGIN
    EXECUTE format('GRANT SELECT ON %I TO %I', '${flyway:table}', application);
END $$;
