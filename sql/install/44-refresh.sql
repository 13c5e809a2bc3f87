-- The refresh itself. Everything it makes but the network is gone at the end.

CREATE OR REPLACE FUNCTION loopgenie._refresh(server name, source text, target name, trailheads text, snap_m double precision, force boolean)
RETURNS loopgenie.sync_result
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  started timestamptz := pg_catalog.clock_timestamp();
  pulled_at timestamptz;
  built_at timestamptz;
  remote name[] := pg_catalog.parse_ident(source);
  raw boolean := pg_catalog.cardinality(remote) = 2;
  pulled name := 'loopgenie_pull_' || pg_catalog.pg_backend_pid();
  building name := 'loopgenie_build_' || pg_catalog.pg_backend_pid();
  result loopgenie.sync_result;
  found text;
  known loopgenie.sync;
  followed loopgenie.replication := loopgenie._followed_source(server, source, target, trailheads);
BEGIN
  IF pg_catalog.cardinality(remote) NOT IN (1, 2) THEN
    RAISE EXCEPTION 'source "%" is neither schema.table nor a schema', source
      USING ERRCODE = 'invalid_name', HINT = 'Name the trail table at the source, for example public.geom.';
  END IF;
  IF followed.slot IS NOT NULL THEN
    PERFORM loopgenie._require_following(followed);
    IF NOT raw THEN
      result.network := target;
      result.status := 'replicated';
      result.pull_s := loopgenie._seconds_since(started);
      EXECUTE pg_catalog.format('SELECT count(*) FROM %I.edge', target) INTO result.edges;
      RETURN result;
    END IF;
  END IF;
  EXECUTE pg_catalog.format('CREATE SCHEMA %I', pulled);
  IF followed.slot IS NOT NULL THEN
    PERFORM loopgenie._view_replicas(followed, pulled);
  ELSE
    PERFORM loopgenie._import_source(server, remote, pulled, pg_catalog.parse_ident(trailheads));
  END IF;

  found := pg_catalog.concat_ws(' ', server, source, trailheads, snap_m, loopgenie._fingerprint(pulled),
    CASE WHEN trailheads IS NOT NULL THEN loopgenie._fingerprint((pulled || '_heads')::name) END);
  SELECT * INTO known FROM loopgenie.sync s WHERE s.network = target;
  result.network := target;
  IF found = known.fingerprint AND NOT force AND known.version IS NOT DISTINCT FROM loopgenie._version_of(target) THEN
    result.status := 'unchanged';
    result.pull_s := loopgenie._seconds_since(started);
  ELSE
    IF raw THEN
      -- Pulled once: the build reads it more than once.
      EXECUTE pg_catalog.format('CREATE TABLE %1$I.pulled_trails AS SELECT * FROM %1$I.%2$I', pulled, remote[2]);
      GET DIAGNOSTICS result.lines = ROW_COUNT;
      pulled_at := pg_catalog.clock_timestamp();
      result.pull_s := loopgenie._seconds_since(started);
      building := loopgenie._build(pg_catalog.format('%I.pulled_trails', pulled)::regclass, NULL, NULL, snap_m, target,
        CASE WHEN trailheads IS NOT NULL
          THEN pg_catalog.format('%I.%I', pulled || '_heads', (pg_catalog.parse_ident(trailheads))[2])::regclass END,
        pg_catalog.to_regclass(pg_catalog.format('%I.camp', pulled)));
      PERFORM loopgenie._copy_tables(pulled, building, '{road,place,closure}');
      PERFORM loopgenie._reach_trailheads(building);
    ELSE
      PERFORM loopgenie._claim_network(target);
      PERFORM loopgenie._create_network(building);
      result.lines := loopgenie._copy_tables(pulled, building, '{node,edge,trailhead,road,place,camp,closure}');
      pulled_at := pg_catalog.clock_timestamp();
      result.pull_s := loopgenie._seconds_since(started);
    END IF;
    PERFORM loopgenie._finish_network(building, server || ': ' || source);
    result.build_s := loopgenie._seconds_since(pulled_at);
    EXECUTE format('SELECT count(*) FROM %I.edge', building) INTO result.edges;
  END IF;
  PERFORM loopgenie._drop_pulled(pulled);
  PERFORM loopgenie._drop_pulled((pulled || '_heads')::name);
  IF result.status IS NULL THEN
    -- Last, as from here to the commit readers wait; what is prepared before gets a version of its own.
    built_at := pg_catalog.clock_timestamp();
    PERFORM loopgenie._swap_network(building, target);
    UPDATE loopgenie.sync s SET fingerprint = found, changed_at = pg_catalog.now(), version = loopgenie._version_of(target)
    WHERE s.network = target;
    result.swap_s := loopgenie._seconds_since(built_at);
    result.status := 'replaced';
  ELSE
    EXECUTE format('SELECT count(*) FROM %I.edge', target) INTO result.edges;
  END IF;
  RETURN result;
END $$;
COMMENT ON FUNCTION loopgenie._refresh(name, text, name, text, double precision, boolean) IS
'Compares a source with a network and rebuilds or copies it where they differ.';

CREATE OR REPLACE FUNCTION loopgenie._import_source(server name, remote name[], pulled name, heads name[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  raw boolean := pg_catalog.cardinality(remote) = 2;
BEGIN
  PERFORM loopgenie._import(server, remote[1], pulled,
    CASE WHEN raw THEN ARRAY[remote[2]] ELSE '{node,edge,trailhead}'::name[] END, true);
  PERFORM loopgenie._import(server, remote[1], pulled,
    CASE WHEN raw THEN '{road,place,camp,closure}'::name[] ELSE '{road,place,camp,closure,info}'::name[] END, false);
  IF heads IS NOT NULL THEN
    EXECUTE pg_catalog.format('CREATE SCHEMA %I', pulled || '_heads');
    PERFORM loopgenie._import(server, heads[1], (pulled || '_heads')::name, heads[2:2], true);
  END IF;
END $$;
COMMENT ON FUNCTION loopgenie._import_source(name, name[], name, name[]) IS
'Makes foreign tables for what a refresh reads: a trail table and what comes along, or a network.';

-- Foreign tables are made anew for each refresh, so a column that changed at the source, or a table that was
-- dropped and loaded again, is seen as it is now.
CREATE OR REPLACE FUNCTION loopgenie._import(server name, remote_schema name, pulled name, tables name[], needed boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  missing text;
BEGIN
  EXECUTE pg_catalog.format('IMPORT FOREIGN SCHEMA %I LIMIT TO (%s) FROM SERVER %I INTO %I', remote_schema,
    (SELECT pg_catalog.string_agg(pg_catalog.quote_ident(t), ', ') FROM pg_catalog.unnest(tables) AS t), server, pulled);
  SELECT pg_catalog.string_agg(pg_catalog.format('%I.%I', remote_schema, t), ', ') INTO missing FROM pg_catalog.unnest(tables) AS t
  WHERE pg_catalog.to_regclass(pg_catalog.format('%I.%I', pulled, t)) IS NULL;
  IF needed AND missing IS NOT NULL THEN
    RAISE EXCEPTION 'the source has no table %', missing
      USING ERRCODE = 'undefined_table', HINT = 'Check the name, and that the source''s role may use the schema and select from the table.';
  END IF;
EXCEPTION WHEN fdw_schema_not_found THEN
  RAISE EXCEPTION 'the source has no schema "%"', remote_schema
    USING ERRCODE = 'undefined_table', HINT = 'Check the name, and that the source''s role may use the schema.';
END $$;
COMMENT ON FUNCTION loopgenie._import(name, name, name, name[], boolean) IS
'Makes foreign tables for those of the tables that the source has; raises where a needed one is missing.';

-- A few sums for what a table's rows are. The source adds them up: postgres_fdw sends the aggregates there as long
-- as the server has the option extensions 'postgis' and nothing in them needs a collation of its own, hence one hash for
-- each column, mixed with that of the geometry. A network's version will do in their place, but for its closures.
CREATE OR REPLACE FUNCTION loopgenie._fingerprint(pulled name) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  tab record;
  geoms name;
  sums text;
  print text;
  prints text[] := '{}';
  has_version boolean := pg_catalog.to_regclass(pg_catalog.format('%I.info', pulled)) IS NOT NULL;
BEGIN
  IF has_version THEN
    EXECUTE pg_catalog.format('SELECT max(version::text) FROM %I.info', pulled) INTO print;
    prints := ARRAY[print];
  END IF;
  FOR tab IN SELECT c.oid, c.relname FROM pg_catalog.pg_class c
             WHERE c.relnamespace = pg_catalog.to_regnamespace(pg_catalog.quote_ident(pulled)) AND c.relkind IN ('f', 'v')
               AND (c.relname = 'closure' OR NOT has_version) ORDER BY c.relname LOOP
    geoms := loopgenie._geom_column(tab.oid, NULL);
    SELECT string_agg(format('sum(%s, postgis.geometry_hash(%I)::bigint))', loopgenie._hash_of(atttypid, attname), geoms), ', ' ORDER BY attnum)
      INTO sums
    FROM pg_catalog.pg_attribute
    WHERE attrelid = tab.oid AND attnum > 0 AND NOT attisdropped
      AND atttypid NOT IN ('postgis.geometry'::regtype, 'postgis.geography'::regtype);
    EXECUTE format('SELECT concat_ws('':'', count(*), sum(postgis.geometry_hash(%I)), %s) FROM %s',
      geoms, coalesce(sums, 'NULL'), tab.oid::regclass) INTO print;
    prints := prints || pg_catalog.format('%s=%s', tab.relname, print);
  END LOOP;
  RETURN pg_catalog.array_to_string(prints, ' ');
END $$;
COMMENT ON FUNCTION loopgenie._fingerprint(name) IS
'A text that changes with the rows of the foreign tables, or views, of a schema, worked out at the source.';

-- Casts that are functions are done at the source; to read a value as text is not, so the rows of a type that has no hash
-- function of its own are read from there.
CREATE OR REPLACE FUNCTION loopgenie._hash_of(type oid, col name) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT format(coalesce(CASE
      WHEN type IN ('text'::regtype, 'varchar'::regtype) THEN 'hashtextextended(%I'
      WHEN type = 'boolean'::regtype THEN 'hashint8extended(%I::integer::bigint'
      WHEN type IN ('smallint'::regtype, 'integer'::regtype) THEN 'hashint8extended(%I::bigint'
      WHEN type = 'real'::regtype THEN 'hashfloat8extended(%I::double precision'
      WHEN type = 'date'::regtype THEN 'timestamp_hash_extended(%I::timestamp'
      WHEN type = 'timestamptz'::regtype THEN 'timestamp_hash_extended(timezone(''0''::interval, %I)' END,
    (SELECT quote_ident(p.proname) || '(%I' FROM pg_catalog.pg_amproc a JOIN pg_catalog.pg_opfamily f ON f.oid = a.amprocfamily
       JOIN pg_catalog.pg_am m ON m.oid = f.opfmethod JOIN pg_catalog.pg_proc p ON p.oid = a.amproc
     WHERE m.amname = 'hash' AND a.amprocnum = 2 AND a.amproclefttype = type AND p.proargtypes[0] = type
       AND p.pronamespace = 'pg_catalog'::regnamespace LIMIT 1),
    'hashtextextended(%I::text'), col);
END;
COMMENT ON FUNCTION loopgenie._hash_of(oid, name) IS
'The beginning of a call that hashes a column of a type, up to the seed.';

CREATE OR REPLACE FUNCTION loopgenie._copy_tables(pulled name, into_schema name, tables name[]) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  tab name;
  columns text;
  missing text;
  copied bigint;
  edges bigint := 0;
BEGIN
  FOREACH tab IN ARRAY tables LOOP
    CONTINUE WHEN pg_catalog.to_regclass(pg_catalog.format('%I.%I', pulled, tab)) IS NULL;
    SELECT pg_catalog.string_agg(pg_catalog.quote_ident(own.attname), ', ' ORDER BY own.attnum) FILTER (WHERE there.attname IS NOT NULL),
      pg_catalog.string_agg(own.attname, ', ' ORDER BY own.attnum) FILTER (WHERE there.attname IS NULL AND own.attnotnull AND NOT own.atthasdef)
      INTO columns, missing
    FROM pg_catalog.pg_attribute own LEFT JOIN pg_catalog.pg_attribute there
      ON there.attname = own.attname AND there.attrelid = pg_catalog.to_regclass(pg_catalog.format('%I.%I', pulled, tab))
    WHERE own.attrelid = pg_catalog.to_regclass(pg_catalog.format('%I.%I', into_schema, tab)) AND own.attnum > 0;
    IF missing IS NOT NULL THEN
      RAISE EXCEPTION 'the source''s table % lacks %', tab, missing
        USING ERRCODE = 'undefined_column', HINT = 'A network''s tables have the columns that loopgenie.build_network gives them.';
    END IF;
    EXECUTE pg_catalog.format('INSERT INTO %1$I.%2$I (%4$s) SELECT %4$s FROM %3$I.%2$I', into_schema, tab, pulled, columns);
    GET DIAGNOSTICS copied = ROW_COUNT;
    edges := edges + CASE tab WHEN 'edge' THEN copied ELSE 0 END;
  END LOOP;
  RETURN edges;
END $$;
COMMENT ON FUNCTION loopgenie._copy_tables(name, name, name[]) IS
'Copies foreign tables into those of a network, by column name; returns the number of edges.';

CREATE OR REPLACE FUNCTION loopgenie._version_of(network name) RETURNS uuid
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  version uuid;
BEGIN
  -- The network's owner may have put another thing in its place, and reading that would run it.
  IF EXISTS (SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
             WHERE c.oid = to_regclass(format('%I.info', network)) AND c.relkind = 'r' AND a.attname = 'version' AND a.atttypid = 'uuid'::regtype) THEN
    EXECUTE format('SELECT version FROM %I.info', network) INTO version;
  END IF;
  RETURN version;
END $$;
COMMENT ON FUNCTION loopgenie._version_of(name) IS 'The version of a network; null where there is none.';

CREATE OR REPLACE FUNCTION loopgenie._drop_pulled(pulled name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET client_min_messages = warning AS $$
BEGIN
  EXECUTE pg_catalog.format('DROP SCHEMA IF EXISTS %I CASCADE', pulled);
END $$;
COMMENT ON FUNCTION loopgenie._drop_pulled(name) IS 'Drops what a refresh pulled.';

CREATE OR REPLACE FUNCTION loopgenie._seconds_since(started timestamptz) RETURNS double precision
LANGUAGE sql VOLATILE
BEGIN ATOMIC
  SELECT pg_catalog.round(pg_catalog.date_part('epoch', pg_catalog.clock_timestamp() - started)::numeric, 3);
END;
COMMENT ON FUNCTION loopgenie._seconds_since(timestamptz) IS 'Seconds by the clock, to the millisecond.';
