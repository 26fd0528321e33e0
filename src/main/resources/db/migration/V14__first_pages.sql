-- What the first page of a question needs that would otherwise look through much for little.

-- What an agent or a pool had a part in and was not accepted is rare among all that it had a part in:
-- the verdict of the decision, where it is another than ACCEPTED.
ALTER TABLE vote ADD COLUMN unaccepted text;
ALTER TABLE pool_outcome ADD COLUMN unaccepted text;
ALTER TABLE vote DISABLE TRIGGER append_only;
ALTER TABLE pool_outcome DISABLE TRIGGER append_only;
UPDATE vote v SET unaccepted = d.verdict FROM decision d
    WHERE d.at = v.at AND d.origin = v.origin AND d.log_index = v.log_index
        AND d.verdict <> 'ACCEPTED';
UPDATE pool_outcome p SET unaccepted = d.verdict FROM decision d
    WHERE d.at = p.at AND d.origin = p.origin AND d.log_index = p.log_index
        AND d.verdict <> 'ACCEPTED';
ALTER TABLE vote ENABLE TRIGGER append_only;
ALTER TABLE pool_outcome ENABLE TRIGGER append_only;

CREATE INDEX vote_unaccepted ON vote (agent, unaccepted, at, origin, log_index)
    WHERE unaccepted IS NOT NULL;
CREATE INDEX pool_outcome_unaccepted ON pool_outcome (pool, unaccepted, at, origin, log_index)
    WHERE unaccepted IS NOT NULL;

-- In the order of a page.
DROP INDEX content_subject;
CREATE INDEX content_subject ON content (subject, at, origin, log_index) WHERE subject IS NOT NULL;
