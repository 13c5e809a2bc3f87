-- The first copy: every table in the one snapshot from which the new slot goes on, so nothing is missed or applied twice. Postgres' own
-- initial copy takes table by table, each in a snapshot of its own, and shows them half full meanwhile.

CREATE OR REPLACE FUNCTION loopgenie._begin_copy(slot name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM loopgenie._tell_source('BEGIN READ ONLY ISOLATION LEVEL REPEATABLE READ');
  EXECUTE pg_catalog.format('SELECT slot_name FROM %s AS t(slot_name text, consistent_point text, snapshot_name text, output_plugin text)',
    loopgenie._dblink('dblink($1, $2)'))
  USING 'loopgenie_source', pg_catalog.format('CREATE_REPLICATION_SLOT %I LOGICAL pgoutput USE_SNAPSHOT', slot);
END $$;
COMMENT ON FUNCTION loopgenie._begin_copy(name) IS 'Makes a slot at loopgenie_source and shows that connection the rows as of it.';

-- Columns are matched by name, as replication does later.
CREATE OR REPLACE FUNCTION loopgenie._copy_from_source(schema name, name name, columns jsonb, copy regclass) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  matched text;
  typed text;
  here name[];
  missing text;
  copied bigint;
BEGIN
  SELECT pg_catalog.string_agg(pg_catalog.quote_ident(attname), ', ' ORDER BY attnum) FILTER (WHERE columns ? attname),
    pg_catalog.string_agg(pg_catalog.format('%I %s', attname, pg_catalog.format_type(atttypid, atttypmod)), ', ' ORDER BY attnum) FILTER (WHERE columns ? attname),
    pg_catalog.string_agg(attname, ', ' ORDER BY attnum) FILTER (WHERE NOT columns ? attname AND attnotnull AND NOT atthasdef),
    pg_catalog.array_agg(attname)
    INTO matched, typed, missing, here
  FROM pg_catalog.pg_attribute WHERE attrelid = copy AND attnum > 0 AND NOT attisdropped;
  IF missing IS NOT NULL THEN
    RAISE EXCEPTION 'the source''s table %.% lacks %', schema, name, missing
      USING ERRCODE = 'undefined_column', HINT = 'A network''s tables have the columns that loopgenie.build_network gives them.';
  ELSIF NOT (SELECT pg_catalog.array_agg(c::name) FROM pg_catalog.jsonb_object_keys(columns) AS c) <@ here THEN
    RAISE EXCEPTION 'the source''s table %.% also has %', schema, name,
        (SELECT pg_catalog.string_agg(c, ', ') FROM pg_catalog.jsonb_object_keys(columns) AS c WHERE c::name <> ALL (here))
      USING ERRCODE = 'undefined_column', HINT = 'Drop what a network does not have, or publish the others alone: … FOR TABLE edge (id, source, …).';
  END IF;
  EXECUTE pg_catalog.format('INSERT INTO %s (%s) SELECT * FROM %s AS t(%s)', copy, matched, loopgenie._dblink('dblink($1, $2)'), typed)
  USING 'loopgenie_source', pg_catalog.format('SELECT %s FROM %I.%I', matched, schema, name);
  GET DIAGNOSTICS copied = ROW_COUNT;
  RETURN copied;
END $$;
COMMENT ON FUNCTION loopgenie._copy_from_source(name, name, jsonb, regclass) IS
'Copies a table of loopgenie_source; returns the number of rows.';

-- A trail table's copy has the name it has there, as replication wants it. Types unknown here are kept as text.
CREATE OR REPLACE FUNCTION loopgenie._create_replica(schema name, name name, columns jsonb, key text[]) RETURNS regclass
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF pg_catalog.to_regclass(pg_catalog.format('%I.%I', schema, name)) IS NOT NULL THEN
    RAISE EXCEPTION 'there is a table %.% here already', schema, name
      USING ERRCODE = 'duplicate_table', HINT = 'Replication fills a table of the same name as at the source: rename or drop the one here.';
  ELSIF pg_catalog.to_regnamespace(pg_catalog.quote_ident(schema)) IS NULL THEN
    EXECUTE pg_catalog.format('CREATE SCHEMA %I', schema);
  END IF;
  EXECUTE format('CREATE TABLE %I.%I (%s)', schema, name, concat_ws(', ',
    (SELECT string_agg(format('%I %s', c, CASE WHEN to_regtype(type) IS NOT NULL THEN type
       WHEN to_regtype('postgis.' || type) IS NOT NULL THEN 'postgis.' || type ELSE 'text' END), ', ')
     FROM jsonb_each_text(columns) AS column_there(c, type)),
    (SELECT format('PRIMARY KEY (%s)', string_agg(quote_ident(k), ', ')) FROM unnest(key) AS k HAVING count(*) > 0)));
  RETURN pg_catalog.format('%I.%I', schema, name)::regclass;
END $$;
COMMENT ON FUNCTION loopgenie._create_replica(name, name, jsonb, text[]) IS
'Makes the empty local table for one of the source''s.';

-- Views of the copies stand where a refresh from afar has foreign tables.
CREATE OR REPLACE FUNCTION loopgenie._view_replicas(followed loopgenie.replication, pulled name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  tab record;
  heads name[] := pg_catalog.parse_ident(followed.trailheads);
BEGIN
  FOR tab IN SELECT w.*, (w.schema, w.name) IS NOT DISTINCT FROM (heads[1], heads[2]) AS is_heads
             FROM loopgenie._wanted_tables(followed.source, followed.trailheads) w
             WHERE followed.tables ? pg_catalog.format('%I.%I', w.schema, w.name) LOOP
    IF tab.is_heads THEN
      EXECUTE pg_catalog.format('CREATE SCHEMA %I', pulled || '_heads');
    END IF;
    EXECUTE pg_catalog.format('CREATE VIEW %I.%I AS TABLE %I.%I',
      CASE WHEN tab.is_heads THEN pulled || '_heads' ELSE pulled END, tab.name, tab.schema, tab.name);
  END LOOP;
END $$;
COMMENT ON FUNCTION loopgenie._view_replicas(loopgenie.replication, name) IS
'Makes views of a followed trail table''s copies in a schema.';

CREATE OR REPLACE FUNCTION loopgenie._drop_replicas(followed loopgenie.replication) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET client_min_messages = warning AS $$
DECLARE
  copy text;
BEGIN
  IF pg_catalog.cardinality(pg_catalog.parse_ident(followed.source)) = 2 THEN
    FOR copy IN SELECT pg_catalog.jsonb_object_keys(followed.tables) LOOP
      EXECUTE 'DROP TABLE IF EXISTS ' || copy;
    END LOOP;
  END IF;
END $$;
COMMENT ON FUNCTION loopgenie._drop_replicas(loopgenie.replication) IS
'Drops the local copies that a trail table''s replication filled; a followed network stays.';
