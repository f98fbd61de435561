-- The graph as tables, as who writes it for PostgreSQL would: keys, foreign keys, an index for
-- each way that is asked, and full text. Columns are named as the fields of our API.
CREATE SCHEMA budget;
SET search_path = budget;

CREATE TABLE document (
  id text PRIMARY KEY,
  title text NOT NULL
);

CREATE TABLE entity (
  id text PRIMARY KEY,
  type text NOT NULL,
  label text NOT NULL,
  words tsvector NOT NULL GENERATED ALWAYS AS (to_tsvector('simple', label)) STORED
);

CREATE TABLE relation (
  id text PRIMARY KEY,
  subject text NOT NULL REFERENCES entity,
  predicate text NOT NULL,
  object text NOT NULL REFERENCES entity
);

CREATE TABLE evidence (
  relation text NOT NULL REFERENCES relation,
  document text NOT NULL REFERENCES document,
  page int NOT NULL,
  section text[] NOT NULL,
  text text NOT NULL,
  PRIMARY KEY (relation, document)
);

-- What is read more than it is written keeps its counts in views that are asked like tables.
CREATE VIEW type_count AS SELECT type, count(*)::int AS count FROM entity GROUP BY type;
CREATE VIEW predicate_count AS SELECT predicate, count(*)::int AS count FROM relation GROUP BY predicate;

-- Entities that have all the words of a text, whole or as beginnings, the best first.
CREATE FUNCTION search(text text) RETURNS SETOF entity LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT e.* FROM budget.entity e, to_tsquery('simple', array_to_string(ARRAY(
    SELECT quote_literal(w) || ':*' FROM regexp_split_to_table(lower($1), '[^[:alnum:]]+') w WHERE w <> ''), ' & ')) q
  WHERE e.words @@ q ORDER BY ts_rank(e.words, q) DESC, e.id
$$;

COMMENT ON COLUMN entity.words IS E'@behavior -*';
COMMENT ON TABLE evidence IS E'@behavior +list -connection';
COMMENT ON VIEW type_count IS E'@behavior +list -connection';
COMMENT ON VIEW predicate_count IS E'@behavior +list -connection';
