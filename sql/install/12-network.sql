-- The network: a schema of plain PostGIS tables. Nothing in it needs this extension, so
-- a dump of it restores into any Postgres with PostGIS.

-- Creates the empty tables of a network in a schema that does not exist yet. Indexes and
-- triggers come with _finish_network: loading is faster without them.
CREATE OR REPLACE FUNCTION loopgenie._create_network(network name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE pg_catalog.format($ddl$
    CREATE SCHEMA %1$I;
    CREATE TABLE %1$I.node (
      id bigint PRIMARY KEY,
      ele_m double precision,
      geom postgis.geometry(Point, 4326) NOT NULL);
    CREATE TABLE %1$I.edge (
      id bigint PRIMARY KEY,
      source bigint NOT NULL,
      target bigint NOT NULL,
      length_m double precision NOT NULL CHECK (length_m > 0),
      ascent_m double precision,
      descent_m double precision,
      appeal double precision NOT NULL DEFAULT 1 CHECK (appeal BETWEEN 0 AND 1),
      name text,
      kind text,
      geom postgis.geometry(LineString, 4326) NOT NULL,
      difficulty integer CHECK (difficulty BETWEEN 1 AND 6),
      oneway boolean NOT NULL DEFAULT false);
    CREATE TABLE %1$I.trailhead (
      id bigint PRIMARY KEY,
      node_id bigint NOT NULL,
      road_node_id bigint,
      name text,
      kind text,
      geom postgis.geometry(Point, 4326) NOT NULL);
    CREATE TABLE %1$I.road (
      id bigint PRIMARY KEY,
      source bigint NOT NULL,
      target bigint NOT NULL,
      length_m double precision NOT NULL CHECK (length_m >= 0),
      oneway boolean NOT NULL DEFAULT false,
      kind text,
      geom postgis.geometry(LineString, 4326) NOT NULL);
    CREATE TABLE %1$I.place (
      id bigint PRIMARY KEY,
      name text NOT NULL,
      kind text,
      population bigint,
      geom postgis.geometry(Point, 4326) NOT NULL);
    CREATE TABLE %1$I.camp (
      id bigint PRIMARY KEY,
      node_id bigint,
      name text,
      kind text,
      geom postgis.geometry(Point, 4326) NOT NULL);
    CREATE TABLE %1$I.twin (
      edge_a bigint NOT NULL,
      edge_b bigint NOT NULL CHECK (edge_a < edge_b),
      length_m double precision NOT NULL CHECK (length_m > 0),
      PRIMARY KEY (edge_a, edge_b));
    CREATE TABLE %1$I.info (
      version uuid NOT NULL,
      built_at timestamptz NOT NULL,
      source text);
    CREATE UNIQUE INDEX info_one_row ON %1$I.info ((true));
    COMMENT ON SCHEMA %1$I IS 'loopgenie trail network';
    COMMENT ON TABLE %1$I.node IS 'Ends and junctions of trail edges; ele_m in metres, null if unknown';
    COMMENT ON TABLE %1$I.edge IS 'Pieces of trail between two nodes, walked both ways unless oneway (then from source to target); lengths are geodesic metres, ascent and descent from source to target, appeal 0 to 1, difficulty 1 to 6 on the SAC hiking scale (6 also for via ferratas), null if unknown';
    COMMENT ON TABLE %1$I.trailhead IS 'Where a hike may start; node_id in node, road_node_id in road (null without roads)';
    COMMENT ON TABLE %1$I.road IS 'Drivable roads with node ids of their own; oneway from source to target';
    COMMENT ON TABLE %1$I.place IS 'Named places to start the drive from';
    COMMENT ON TABLE %1$I.camp IS 'Camps, huts and water; node_id the nearest node of the trails';
    COMMENT ON TABLE %1$I.twin IS 'Pairs of edges that run within 15 m of each other for most of the shorter one, and for how many metres; derived from edge';
    COMMENT ON TABLE %1$I.info IS 'One row; version changes with every committed change of the other tables'
  $ddl$, network);
END $$;
COMMENT ON FUNCTION loopgenie._create_network(name) IS
'Creates the empty tables of a network in a new schema.';

-- Indexes, statistics, the row of info, and the triggers that give a changed network a new
-- version. A random version cannot come back after DROP and rebuild, and the row lock on
-- info makes it true that one version is one content: a second writer waits for the first.
-- The trigger finds info in its table's own schema, so a network may be renamed; it runs as
-- the network's owner, so whoever may write the tables need not be allowed to write info.
-- Rows that arrive by logical replication fire no trigger for a statement, hence one for each row that fires
-- for them alone; one new version is enough for a transaction, however many rows it changes.
CREATE OR REPLACE FUNCTION loopgenie._finish_network(network name, source text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  changed_table name;
BEGIN
  PERFORM loopgenie._find_twins(network);
  EXECUTE pg_catalog.format($ddl$
    CREATE INDEX edge_source_idx ON %1$I.edge (source);
    CREATE INDEX edge_target_idx ON %1$I.edge (target);
    CREATE INDEX trailhead_node_id_idx ON %1$I.trailhead (node_id);
    CREATE INDEX road_source_idx ON %1$I.road (source);
    CREATE INDEX road_target_idx ON %1$I.road (target);
    CREATE FUNCTION %1$I.touch_version() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = pg_catalog, pg_temp AS $touch$
      BEGIN
        EXECUTE format('UPDATE %%I.info SET version = gen_random_uuid() WHERE xmin <> pg_current_xact_id()::xid', TG_TABLE_SCHEMA);
        RETURN NULL;
      END $touch$;
    REVOKE ALL ON FUNCTION %1$I.touch_version() FROM PUBLIC;
    COMMENT ON FUNCTION %1$I.touch_version() IS 'Gives the network a new version after a change of its tables';
    INSERT INTO %1$I.info VALUES (pg_catalog.gen_random_uuid(), pg_catalog.now(), %2$L);
  $ddl$, network, source);
  FOREACH changed_table IN ARRAY ARRAY['node', 'edge', 'trailhead', 'road', 'place', 'camp', 'twin']::name[] LOOP
    IF changed_table <> 'twin' THEN
      EXECUTE pg_catalog.format('CREATE INDEX %3$I ON %1$I.%2$I USING gist (geom)', network, changed_table, changed_table || '_geom_idx');
    END IF;
    EXECUTE pg_catalog.format($ddl$
      CREATE TRIGGER touch_version AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %1$I.%2$I
        FOR EACH STATEMENT EXECUTE FUNCTION %1$I.touch_version();
      ALTER TABLE %1$I.%2$I ENABLE ALWAYS TRIGGER touch_version;
      CREATE TRIGGER touch_version_replicated AFTER INSERT OR UPDATE OR DELETE ON %1$I.%2$I
        FOR EACH ROW EXECUTE FUNCTION %1$I.touch_version();
      ALTER TABLE %1$I.%2$I ENABLE REPLICA TRIGGER touch_version_replicated;
      ANALYZE %1$I.%2$I;
    $ddl$, network, changed_table);
  END LOOP;
END $$;
COMMENT ON FUNCTION loopgenie._finish_network(name, text) IS
'Indexes a loaded network, finds its twins, records its source and starts its versions.';
