-- Whether a source can be followed, found out before anything is made there or here.

-- The tables wanted: those of a network, or the trail table with what comes along.
CREATE OR REPLACE FUNCTION loopgenie._wanted_tables(source text, trailheads text, OUT schema name, OUT name name, OUT needed boolean) RETURNS SETOF record
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  named name[] := pg_catalog.parse_ident(source);
  heads name[] := pg_catalog.parse_ident(trailheads);
BEGIN
  IF pg_catalog.cardinality(named) NOT IN (1, 2) OR pg_catalog.cardinality(heads) <> 2 THEN
    RAISE EXCEPTION '"%" is neither schema.table nor a schema', CASE WHEN pg_catalog.cardinality(heads) <> 2 THEN trailheads ELSE source END
      USING ERRCODE = 'invalid_name', HINT = 'Name the trail table at the source, for example public.geom, or the schema of a network.';
  END IF;
  RETURN QUERY
    SELECT named[1], t, t IN ('node', 'edge', 'trailhead')
    FROM pg_catalog.unnest('{node,edge,trailhead,road,place,camp,closure}'::name[]) AS t WHERE pg_catalog.cardinality(named) = 1
    UNION ALL SELECT named[1], named[2], true WHERE pg_catalog.cardinality(named) = 2
    UNION ALL SELECT named[1], t, false
    FROM pg_catalog.unnest('{road,place,camp,closure}'::name[]) AS t WHERE pg_catalog.cardinality(named) = 2 AND t <> named[2]
    UNION ALL SELECT heads[1], heads[2], true WHERE heads IS NOT NULL;
END $$;
COMMENT ON FUNCTION loopgenie._wanted_tables(text, text) IS
'The tables to replicate of a source: a network''s, or a trail table, its trailheads and road, place, camp and closure beside it.';

-- What they are at the source: identity as Postgres has it (d primary key, f all columns, n nothing, i an index), the columns that say
-- which row is meant, and whether the publication has the table. Types come without their schema, which may be another one here.
CREATE OR REPLACE FUNCTION loopgenie._describe_tables(source text, trailheads text, publication name) RETURNS TABLE (
  schema name, name name, needed boolean, id oid, kind text, identity text, key text[], columns jsonb, published boolean)
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  WITH wanted AS (SELECT * FROM loopgenie._wanted_tables(source, trailheads)), there AS (
    SELECT t.* FROM loopgenie._ask_source(pg_catalog.format($ask$
      SELECT c.oid::bigint AS id, n.nspname AS schema, c.relname AS name, c.relkind AS kind, c.relreplident AS identity,
        (SELECT pg_catalog.array_agg(a.attname ORDER BY a.attnum) FROM pg_catalog.pg_index i
           JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
         WHERE i.indrelid = c.oid AND CASE c.relreplident WHEN 'd' THEN i.indisprimary WHEN 'i' THEN i.indisreplident END) AS key,
        (SELECT pg_catalog.jsonb_object_agg(a.attname, pg_catalog.regexp_replace(pg_catalog.format_type(a.atttypid, a.atttypmod), '^.*\.', ''))
         FROM pg_catalog.pg_attribute a
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
           AND coalesce(pg_catalog.to_jsonb(p) -> 'attnames' ? a.attname::text, true)) AS columns,
        p.tablename IS NOT NULL AS published
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_catalog.pg_publication_tables p ON p.pubname = %L AND p.schemaname = n.nspname AND p.tablename = c.relname
      WHERE pg_catalog.format('%%I.%%I', n.nspname, c.relname) = ANY (%L)$ask$, publication,
        (SELECT pg_catalog.array_agg(pg_catalog.format('%I.%I', w.schema, w.name)) FROM wanted w))) AS answer,
      pg_catalog.jsonb_to_record(answer) AS t(id oid, schema name, name name, kind text, identity text, key text[], columns jsonb, published boolean)
  )
  SELECT w.schema, w.name, w.needed, t.id, t.kind, t.identity, t.key, t.columns, coalesce(t.published, false)
  FROM wanted w LEFT JOIN there t ON t.schema = w.schema AND t.name = w.name;
END;
COMMENT ON FUNCTION loopgenie._describe_tables(text, text, name) IS 'What the tables wanted are at loopgenie_source.';

-- Asked before the publication exists too: publishing a table without a key makes UPDATE and DELETE on it fail, at the source.
CREATE OR REPLACE FUNCTION loopgenie._require_replicable(source text, trailheads text, publication name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  tab record;
  level text := (SELECT answer ->> 'level' FROM loopgenie._ask_source('SELECT pg_catalog.current_setting(''wal_level'') AS level') AS answer);
  published record;
BEGIN
  IF level <> 'logical' THEN
    RAISE EXCEPTION 'the source has wal_level %', level
      USING ERRCODE = 'object_not_in_prerequisite_state',
        HINT = 'Set it to logical and restart the source; on Amazon RDS set rds.logical_replication to 1 in its parameter group and reboot.';
  END IF;
  FOR tab IN SELECT *, pg_catalog.format('%I.%I', schema, name) AS full_name FROM loopgenie._describe_tables(source, trailheads, publication) LOOP
    IF tab.id IS NULL AND tab.needed THEN
      RAISE EXCEPTION 'the source has no table %', tab.full_name
        USING ERRCODE = 'undefined_table', HINT = 'Check the name; a table without a key or a view cannot be followed, sync_network can read both.';
    ELSIF tab.kind <> 'r' AND (tab.needed OR tab.published) THEN
      RAISE EXCEPTION '% at the source is not a plain table', tab.full_name
        USING ERRCODE = 'wrong_object_type', HINT = 'Postgres replicates tables only: follow the tables beneath, or use loopgenie.sync_network.';
    ELSIF tab.key IS NULL AND tab.identity <> 'f' AND (tab.needed OR tab.published) THEN
      RAISE EXCEPTION '% at the source has no primary key', tab.full_name
        USING ERRCODE = 'object_not_in_prerequisite_state', HINT = pg_catalog.format(CASE WHEN tab.published
          THEN 'As it is published, UPDATE and DELETE on it fail there: ALTER TABLE %s ADD PRIMARY KEY, or take it out of the publication.'
          ELSE 'ALTER TABLE %s ADD PRIMARY KEY before you publish it: once published without, UPDATE and DELETE on it fail there.' END, tab.full_name);
    END IF;
  END LOOP;
  SELECT p.* INTO published FROM loopgenie._ask_source(pg_catalog.format($ask$
    SELECT p.pubinsert AND p.pubupdate AND p.pubdelete AND p.pubtruncate AS whole,
      (SELECT pg_catalog.array_agg(pg_catalog.format('%%I.%%I', schemaname, tablename)) FROM pg_catalog.pg_publication_tables WHERE pubname = p.pubname) AS tables
    FROM pg_catalog.pg_publication p WHERE p.pubname = %L$ask$, publication)) AS answer, pg_catalog.jsonb_to_record(answer) AS p(whole boolean, tables text[]);
  PERFORM loopgenie._require_publication(published.whole, coalesce(published.tables, '{}'), source, trailheads, publication);
END $$;
COMMENT ON FUNCTION loopgenie._require_replicable(text, text, name) IS
'Raises, with what to do about it, unless logical replication of a source can work.';

CREATE OR REPLACE FUNCTION loopgenie._require_publication(whole boolean, has text[], source text, trailheads text, publication name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  missing text;
  other text;
  there text;
BEGIN
  SELECT pg_catalog.string_agg(d.full_name, ', ') FILTER (WHERE d.needed AND NOT d.full_name = ANY (has)),
    pg_catalog.string_agg(d.full_name, ', ') FILTER (WHERE d.kind = 'r' AND (d.key IS NOT NULL OR d.identity = 'f')),
    (SELECT pg_catalog.string_agg(t, ', ') FROM pg_catalog.unnest(has) AS t WHERE t <> ALL (pg_catalog.array_agg(d.full_name)))
    INTO missing, there, other
  FROM (SELECT *, pg_catalog.format('%I.%I', schema, name) AS full_name FROM loopgenie._describe_tables(source, trailheads, publication)) AS d;
  IF whole IS NULL THEN
    RAISE EXCEPTION 'the source has no publication "%"', publication
      USING ERRCODE = 'undefined_object',
        HINT = pg_catalog.format('Run there as the tables'' owner: CREATE PUBLICATION %I FOR TABLE %s', publication, there);
  ELSIF missing IS NOT NULL THEN
    RAISE EXCEPTION 'publication "%" lacks %', publication, missing
      USING ERRCODE = 'object_not_in_prerequisite_state',
        HINT = pg_catalog.format('A table that is dropped and created again leaves its publication: ALTER PUBLICATION %I ADD TABLE %s', publication, missing);
  ELSIF other IS NOT NULL THEN
    RAISE EXCEPTION 'publication "%" also has %', publication, other
      USING ERRCODE = 'object_not_in_prerequisite_state',
        HINT = 'Make one for the solver alone: a trail table, its trailheads, road, place, camp and closure; or a network''s tables without info, twin and closed_edge.';
  ELSIF NOT whole THEN
    RAISE EXCEPTION 'publication "%" leaves out some kinds of changes', publication
      USING ERRCODE = 'object_not_in_prerequisite_state',
        HINT = pg_catalog.format('ALTER PUBLICATION %I SET (publish = ''insert, update, delete, truncate'')', publication);
  END IF;
END $$;
COMMENT ON FUNCTION loopgenie._require_publication(boolean, text[], text, text, name) IS
'Raises unless a publication exists, has the tables wanted and no others, and publishes all kinds of changes.';
