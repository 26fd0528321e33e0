-- What is observed of agents beside what they are worth, so that a restart forgets nothing: who votes
-- like whom, the watches on change, and the latest episodes, from which the detectors read.

ALTER TABLE reputation_pool
    -- The agents that are compared, in the order in which they were first seen, and their counts.
    ADD COLUMN compared text[] NOT NULL DEFAULT '{}',
    ADD COLUMN pairs bigint[] NOT NULL DEFAULT '{}',
    -- How many episodes there ever were.
    ADD COLUMN episodes bigint NOT NULL DEFAULT 0;

-- Of each agent three cumulative sums in nats, each with the errors and votes that it rests on: over
-- all labelled votes, and over those where the first or the second of two choices was right.
CREATE TABLE reputation_drift (
    pool text NOT NULL,
    agent text NOT NULL,
    nats double precision[] NOT NULL,
    errors double precision[] NOT NULL,
    votes bigint[] NOT NULL,
    PRIMARY KEY (pool, agent)
);

-- The episodes of one batch. As soon as enough later ones are kept a row is removed.
CREATE TABLE reputation_episode (
    pool text NOT NULL,
    -- How many there were with this batch.
    upto bigint NOT NULL,
    episodes bytea NOT NULL,
    PRIMARY KEY (pool, upto)
);

DO $$
DECLARE
    edited_table name;
    application name := coalesce(
        nullif(nullif('${application_role}', ''), 'current_user'), current_user);
BEGIN
    FOREACH edited_table IN ARRAY ARRAY['reputation_drift', 'reputation_episode']
    LOOP
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO %I',
            edited_table, application);
    END LOOP;
END $$;
