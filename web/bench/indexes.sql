-- After the rows, as a bulk load does it.
SET search_path = budget;
CREATE INDEX ON relation (subject, predicate, object);
CREATE INDEX ON relation (object, predicate, subject);
CREATE INDEX ON relation (predicate, subject, object);
CREATE INDEX ON evidence (document);
CREATE INDEX ON entity (type);
CREATE INDEX ON entity USING gin (words);
VACUUM ANALYZE;
