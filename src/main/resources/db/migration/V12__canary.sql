-- The register of canaries is read in the order of ids, which is that of their characters.
ALTER TABLE canary ALTER COLUMN id TYPE text COLLATE "C";

-- What a canary taught, to be taken back. The reporter of such a label is the canary.
CREATE INDEX label_of_canary ON label (reporter) WHERE source = 'CANARY' AND revoked_at IS NULL;
