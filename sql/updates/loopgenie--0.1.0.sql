-- Version 0.1.0 as it was released: it never changes. From here updates are tested, and databases that have it updated.
\echo Use "CREATE EXTENSION loopgenie CASCADE" to load this file. \quit
-- What people plan with is created in the extension's target schema; what operators
-- run, and internals (names beginning with _), live here.
CREATE SCHEMA loopgenie;
COMMENT ON SCHEMA loopgenie IS
'Builds and inspects trail networks for plan_loop.
Functions whose names begin with _ are internal and may change in any release.';
-- The network: a schema of plain PostGIS tables. Nothing in it needs this extension, so
-- a dump of it restores into any Postgres with PostGIS.

-- Creates the empty tables of a network in a schema that does not exist yet. Indexes and
-- triggers come with _finish_network: loading is faster without them.
CREATE FUNCTION loopgenie._create_network(network name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
BEGIN
  EXECUTE pg_catalog.format($ddl$
    CREATE SCHEMA %1$I;
    CREATE TABLE %1$I.node (
      id bigint PRIMARY KEY,
      ele_m double precision,
      geom geometry(Point, 4326) NOT NULL);
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
      geom geometry(LineString, 4326) NOT NULL);
    CREATE TABLE %1$I.trailhead (
      id bigint PRIMARY KEY,
      node_id bigint NOT NULL,
      road_node_id bigint,
      name text,
      kind text,
      geom geometry(Point, 4326) NOT NULL);
    CREATE TABLE %1$I.road (
      id bigint PRIMARY KEY,
      source bigint NOT NULL,
      target bigint NOT NULL,
      length_m double precision NOT NULL CHECK (length_m >= 0),
      oneway boolean NOT NULL DEFAULT false,
      kind text,
      geom geometry(LineString, 4326) NOT NULL);
    CREATE TABLE %1$I.place (
      id bigint PRIMARY KEY,
      name text NOT NULL,
      kind text,
      population bigint,
      geom geometry(Point, 4326) NOT NULL);
    CREATE TABLE %1$I.camp (
      id bigint PRIMARY KEY,
      node_id bigint,
      name text,
      kind text,
      geom geometry(Point, 4326) NOT NULL);
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
    COMMENT ON TABLE %1$I.edge IS 'Pieces of trail between two nodes, walked both ways; lengths are geodesic metres, ascent and descent from source to target, appeal 0 to 1';
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
CREATE FUNCTION loopgenie._finish_network(network name, source text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
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
-- Twins: two edges that run beside each other, such as footways on both banks of a stream. Walked there and back
-- they are hardly a loop, so plan_loop prefers one that does without.

-- Looked for in the Mercator projection, which is true to shape everywhere: there 15 m are 15 divided by the cosine of the latitude.
--   - What lies within 30 m along from a node that both share does not count: at a junction all edges are near each other.
--   - Edges that share one node are twins only where the shorter also ends beside the other, and only from 100 m on: forks and
--     the legs of hairpins draw apart.
--   - Others are twins from 50 m on: crossing lines are within 15 m for some 40.
-- The quarter points of the shorter sort out most pairs before the lengths are measured.
CREATE FUNCTION loopgenie._find_twins(network name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET jit = off SET client_min_messages = warning AS $$
BEGIN
  DROP TABLE IF EXISTS pg_temp.lg_run;
  EXECUTE pg_catalog.format($sql$
    CREATE TEMPORARY TABLE lg_run AS
    SELECT id, source, target, length_m, line, 15 / scale AS near, 30 / length_m AS junction, scale
    FROM (SELECT *, ST_Transform(geom, 3857) AS line,
            pg_catalog.cos(pg_catalog.radians(ST_Y(ST_StartPoint(geom)))) AS scale
          FROM %1$I.edge WHERE length_m >= 50 AND pg_catalog.abs(ST_Y(ST_StartPoint(geom))) < 85) AS e
  $sql$, network);
  CREATE INDEX ON pg_temp.lg_run USING gist (line);
  ANALYZE pg_temp.lg_run;
  EXECUTE pg_catalog.format($sql$
    INSERT INTO %1$I.twin (edge_a, edge_b, length_m)
    WITH pair AS (
      SELECT s AS short, l AS long, s.near, (s.source IN (l.source, l.target)) AS source_shared, (s.target IN (l.source, l.target)) AS target_shared
      FROM pg_temp.lg_run s JOIN pg_temp.lg_run l
        ON l.line && ST_Expand(s.line, s.near) AND (l.length_m, l.id) > (s.length_m, s.id)
      WHERE (ST_DWithin(ST_LineInterpolatePoint(s.line, 0.5), l.line, s.near)
          OR ST_DWithin(ST_LineInterpolatePoint(s.line, 0.25), l.line, s.near)
          OR ST_DWithin(ST_LineInterpolatePoint(s.line, 0.75), l.line, s.near))
    ), likely AS (
      SELECT *, source_shared <> target_shared AS fork FROM pair
      WHERE source_shared = target_shared
        OR ((short).length_m >= 100 AND ST_DWithin(
              CASE WHEN source_shared THEN ST_EndPoint((short).line) ELSE ST_StartPoint((short).line) END, (long).line, near))
    ), trimmed AS (
      SELECT *, loopgenie._without_ends((short).line, (short).junction, source_shared, target_shared) AS a,
        loopgenie._without_ends((long).line, (long).junction, (long).source IN ((short).source, (short).target),
          (long).target IN ((short).source, (short).target)) AS b
      FROM likely
    ), measured AS (
      SELECT *, (short).scale * least(ST_Length(ST_Intersection(a, ST_Buffer(b, near, 4))), ST_Length(ST_Intersection(b, ST_Buffer(a, near, 4)))) AS beside
      FROM trimmed WHERE a IS NOT NULL AND b IS NOT NULL
    )
    SELECT least((short).id, (long).id), greatest((short).id, (long).id), pg_catalog.round(least(beside, (short).length_m)::numeric, 3)
    FROM measured WHERE beside > (short).length_m / 2 AND beside >= CASE WHEN fork THEN 100 ELSE 50 END
    ORDER BY 1, 2
  $sql$, network);
  DROP TABLE pg_temp.lg_run;
END $$;
COMMENT ON FUNCTION loopgenie._find_twins(name) IS
'Fills the table twin of a network with the pairs of edges that run within 15 m of each other for most of the shorter one.';

CREATE FUNCTION loopgenie._without_ends(line geometry, share double precision, from_start boolean, from_end boolean) RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT CASE WHEN first < last THEN ST_LineSubstring(line, first, last) END
  FROM (SELECT CASE WHEN from_start THEN share ELSE 0 END AS first, CASE WHEN from_end THEN 1 - share ELSE 1 END AS last) AS rest;
END;
COMMENT ON FUNCTION loopgenie._without_ends(geometry, double precision, boolean, boolean) IS
'A line without so great a share of its length at its start, its end or both; null where nothing is left.';
CREATE FUNCTION loopgenie.require_network(network text) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path FROM CURRENT AS $$
DECLARE
  -- The setting is unknown to a session until it has loaded the library.
  asked text := coalesce(network, pg_catalog.current_setting('loopgenie.network', true), 'trails');
BEGIN
  IF pg_catalog.to_regclass(pg_catalog.format('%I.edge', asked)) IS NULL
     OR pg_catalog.to_regclass(pg_catalog.format('%I.node', asked)) IS NULL
     OR pg_catalog.to_regclass(pg_catalog.format('%I.trailhead', asked)) IS NULL THEN
    RAISE EXCEPTION 'no trail network named "%"', asked
      USING ERRCODE = '42P01',
            HINT = 'Build one with loopgenie.build_network, or name another with the argument network or the setting loopgenie.network.';
  END IF;
  RETURN asked;
END $$;
COMMENT ON FUNCTION loopgenie.require_network(text) IS
'Returns the name of the network asked for, or of the setting loopgenie.network for null, once it is found to be there.
Errors: 42P01 no such network. Example: SELECT loopgenie.require_network(NULL);';
-- Reading a raw trail table: which columns, which rows, and in which plane the noding works.
--
-- The plane is EPSG:3395 (Mercator on the WGS 84 ellipsoid). It is conformal, so near any
-- point a metre is the same number of units in every direction (_units_per_m), one plane
-- serves trails all over the world, and nearest points and crossings found there are right
-- to a centimetre over the tens of metres that matter. No length is ever taken from it: those are
-- geodesic. Coordinates are held to whole millimetres of the plane, which removes the noise
-- of earlier computations before it can cost a junction.

CREATE FUNCTION loopgenie._units_per_m(geom geometry) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
  SELECT pg_catalog.cosh((ST_YMin(geom) + ST_YMax(geom)) / 2 / 6378137.0);
END;
COMMENT ON FUNCTION loopgenie._units_per_m(geometry) IS
'Units of the working plane (EPSG:3395) in one metre on the ground at a geometry''s latitude.';

-- Work tables are temporary tables named lg_*. Dropping only those there are keeps a build
-- from printing a NOTICE for each that is not.
CREATE FUNCTION loopgenie._drop_work(VARIADIC work_tables text[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
DECLARE
  work_table text;
BEGIN
  FOREACH work_table IN ARRAY work_tables LOOP
    IF EXISTS (SELECT FROM pg_catalog.pg_class
               WHERE relnamespace = pg_catalog.pg_my_temp_schema() AND relname = work_table) THEN
      EXECUTE pg_catalog.format('DROP TABLE pg_temp.%I', work_table);
    END IF;
  END LOOP;
END $$;
COMMENT ON FUNCTION loopgenie._drop_work(text[]) IS 'Drops those of the named temporary tables that exist.';

-- The geometry column: the one named, or the only one there is.
CREATE FUNCTION loopgenie._geom_column(tab regclass, asked name) RETURNS name
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE
  spatial name[];
BEGIN
  IF (SELECT relkind FROM pg_catalog.pg_class WHERE oid = tab) NOT IN ('r', 'p', 'v', 'm', 'f') THEN
    RAISE EXCEPTION '% is not a table', tab
      USING ERRCODE = 'wrong_object_type', HINT = 'Name a table, view or foreign table that holds the geometries.';
  END IF;
  SELECT pg_catalog.array_agg(attname ORDER BY attnum) INTO spatial FROM pg_catalog.pg_attribute
  WHERE attrelid = tab AND attnum > 0 AND NOT attisdropped
    AND atttypid IN ('geometry'::regtype, 'geography'::regtype);
  IF asked IS NOT NULL THEN
    PERFORM loopgenie._require_column(tab, asked);
    IF asked = ANY (spatial) THEN
      RETURN asked;
    END IF;
    RAISE EXCEPTION 'column "%" of % is not a geometry', asked, tab
      USING ERRCODE = 'datatype_mismatch', HINT = 'Name a column of type geometry or geography.';
  ELSIF spatial IS NULL THEN
    RAISE EXCEPTION '% has no geometry column', tab
      USING ERRCODE = 'undefined_column', HINT = 'Load it with PostGIS in the database, for example by ogr2ogr.';
  ELSIF pg_catalog.cardinality(spatial) > 1 THEN
    RAISE EXCEPTION '% has several geometry columns', tab
      USING ERRCODE = 'ambiguous_column',
        HINT = pg_catalog.format('Choose one with geom_column => one of %s.', pg_catalog.array_to_string(spatial, ', '));
  END IF;
  RETURN spatial[1];
END $$;
COMMENT ON FUNCTION loopgenie._geom_column(regclass, name) IS
'The geometry column of a table: the asked one, else the only one; errors when it cannot tell.';

CREATE FUNCTION loopgenie._require_column(tab regclass, asked name) RETURNS void
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
BEGIN
  IF NOT loopgenie._has_column(tab, asked) THEN
    RAISE EXCEPTION 'column "%" of % does not exist', asked, tab
      USING ERRCODE = 'undefined_column',
        HINT = pg_catalog.format('Its columns are %s.', (
          SELECT pg_catalog.string_agg(attname, ', ' ORDER BY attnum) FROM pg_catalog.pg_attribute
          WHERE attrelid = tab AND attnum > 0 AND NOT attisdropped));
  END IF;
END $$;
COMMENT ON FUNCTION loopgenie._require_column(regclass, name) IS
'Raises undefined_column, naming the columns there are, when a table lacks one.';

CREATE FUNCTION loopgenie._has_column(tab regclass, asked name) RETURNS boolean
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT EXISTS (SELECT FROM pg_catalog.pg_attribute
    WHERE attrelid = tab AND attname = asked AND attnum > 0 AND NOT attisdropped);
END;
COMMENT ON FUNCTION loopgenie._has_column(regclass, name) IS 'Whether a table has a column.';

-- Reads a table's geometries, in EPSG:4326, and up to two text columns (null: none) into the
-- temporary table lg_raw.
CREATE FUNCTION loopgenie._read_raw(tab regclass, geom_column name, name_column name, kind_column name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
DECLARE
  srid_problem record;
BEGIN
  PERFORM loopgenie._drop_work('lg_raw');
  CREATE TEMP TABLE lg_raw (name text COLLATE "C", kind text COLLATE "C", geom geometry) ON COMMIT DROP;
  EXECUTE pg_catalog.format('INSERT INTO pg_temp.lg_raw SELECT %s::text, %s::text, %s::geometry FROM %s',
    coalesce(pg_catalog.quote_ident(name_column), 'NULL'), coalesce(pg_catalog.quote_ident(kind_column), 'NULL'),
    pg_catalog.quote_ident(geom_column), tab);
  UPDATE pg_temp.lg_raw SET name = nullif(pg_catalog.btrim(name), ''), kind = nullif(pg_catalog.btrim(kind), '')
  WHERE pg_catalog.btrim(name) IS DISTINCT FROM nullif(name, '') OR pg_catalog.btrim(kind) IS DISTINCT FROM nullif(kind, '');
  SELECT ST_SRID(geom) AS srid, pg_catalog.min(ST_XMin(geom)) >= -180 AND pg_catalog.max(ST_XMax(geom)) <= 180
      AND pg_catalog.min(ST_YMin(geom)) >= -90 AND pg_catalog.max(ST_YMax(geom)) <= 90 AS looks_like_degrees
    INTO srid_problem
  FROM pg_temp.lg_raw
  WHERE NOT ST_IsEmpty(geom) AND NOT EXISTS (SELECT FROM spatial_ref_sys s WHERE s.srid = ST_SRID(geom))
  GROUP BY 1 ORDER BY 1 LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'geometries of % have %', tab,
        CASE srid_problem.srid WHEN 0 THEN 'no SRID' ELSE 'the unknown SRID ' || srid_problem.srid END
      USING ERRCODE = 'invalid_parameter_value', HINT = pg_catalog.format(
        CASE WHEN srid_problem.looks_like_degrees
          THEN 'They look like longitudes and latitudes: if so, run ALTER TABLE %s ALTER COLUMN %I TYPE geometry USING ST_SetSRID(%2$I, 4326).'
          ELSE 'Say what they are: ALTER TABLE %s ALTER COLUMN %I TYPE geometry USING ST_SetSRID(%2$I, <their SRID>).' END,
        tab, geom_column);
  END IF;
  UPDATE pg_temp.lg_raw SET geom = CASE WHEN ST_IsEmpty(geom) THEN NULL ELSE ST_Transform(ST_Force2D(geom), 4326) END
  WHERE ST_IsEmpty(geom) OR ST_SRID(geom) <> 4326 OR ST_NDims(geom) > 2;
END $$;
COMMENT ON FUNCTION loopgenie._read_raw(regclass, name, name, name) IS
'Reads names, kinds and geometries (to EPSG:4326) of a table of any SRID into the temporary table lg_raw.';

-- From lg_raw to lg_part: single lines in the working plane, what cannot be walked left out
-- and counted. Parts are numbered longest first, so that of two drawings of one path the
-- longer trail's stays; ties go by geometry and name, never by the order of the rows.
CREATE FUNCTION loopgenie._read_parts(tab regclass) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
DECLARE
  skipped record;
BEGIN
  PERFORM loopgenie._drop_work('lg_line', 'lg_part');
  CREATE TEMP TABLE lg_line ON COMMIT DROP AS
  SELECT r.name, line.geom, ST_IsValidReason(line.geom) LIKE 'Invalid Coordinate%'
      OR ST_XMin(line.geom) < -180 OR ST_XMax(line.geom) > 180
      OR ST_YMin(line.geom) < -90 OR ST_YMax(line.geom) > 90 AS bad_coordinates,
    ST_Length(line.geom) = 0 AS no_length
  FROM pg_temp.lg_raw r, ST_Dump(ST_CollectionExtract(ST_CurveToLine(r.geom), 2)) AS line
  WHERE NOT ST_IsEmpty(line.geom);

  PERFORM loopgenie._refuse_edges_of_the_map();

  SELECT * INTO skipped FROM
    (SELECT pg_catalog.count(*) AS read, pg_catalog.count(*) FILTER (WHERE geom IS NULL) AS empty,
       pg_catalog.count(*) FILTER (WHERE ST_IsEmpty(ST_CollectionExtract(ST_CurveToLine(geom), 2))) AS no_line
     FROM pg_temp.lg_raw) AS rows,
    (SELECT pg_catalog.count(*) FILTER (WHERE bad_coordinates) AS bad,
       pg_catalog.count(*) FILTER (WHERE no_length AND NOT bad_coordinates) AS short,
       pg_catalog.count(*) FILTER (WHERE name IS NULL AND NOT no_length AND NOT bad_coordinates) AS nameless
     FROM pg_temp.lg_line) AS lines;
  IF skipped.empty + skipped.no_line + skipped.bad + skipped.short + skipped.nameless > 0 THEN
    RAISE NOTICE '% of % rows: skipped % null or empty, % not a line, % with invalid coordinates, % of no length; kept % without a name',
      tab, skipped.read, skipped.empty, skipped.no_line, skipped.bad, skipped.short, skipped.nameless;
  END IF;

  CREATE TEMP TABLE lg_part ON COMMIT DROP AS
  SELECT pg_catalog.row_number() OVER (ORDER BY ST_Length(geom) DESC, geom, name) AS id, name, geom
  FROM (
    SELECT name, ST_RemoveRepeatedPoints(ST_SnapToGrid(ST_Transform(geom, 3395), 0.001)) AS geom
    FROM pg_temp.lg_line WHERE NOT bad_coordinates AND NOT no_length) AS line
  WHERE ST_Length(geom) > 0;
  IF NOT EXISTS (SELECT FROM pg_temp.lg_part) THEN
    RAISE EXCEPTION '% holds no line to walk', tab
      USING ERRCODE = 'no_data_found',
        HINT = 'Load trails as LineString or MultiLineString and call loopgenie.build_network again; an existing network is left as it was.';
  END IF;
END $$;
COMMENT ON FUNCTION loopgenie._read_parts(regclass) IS
'Takes single, walkable lines from lg_raw into lg_part and reports the rest in one NOTICE.';

-- The plane ends at longitude 180 and stretches without limit towards the poles: trails there
-- would be torn or lost without a word.
CREATE FUNCTION loopgenie._refuse_edges_of_the_map() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
BEGIN
  IF EXISTS (SELECT FROM pg_temp.lg_line WHERE NOT bad_coordinates
             AND (ST_XMax(geom) > 179.999 OR ST_XMin(geom) < -179.999 OR ST_XMax(geom) - ST_XMin(geom) > 180)) THEN
    RAISE EXCEPTION 'trails reach the antimeridian'
      USING ERRCODE = 'feature_not_supported',
        HINT = 'Leave out what lies within 0.001 degrees of longitude 180, or build the two sides as two networks.';
  ELSIF EXISTS (SELECT FROM pg_temp.lg_line WHERE NOT bad_coordinates
                AND (ST_YMax(geom) > 85 OR ST_YMin(geom) < -85)) THEN
    RAISE EXCEPTION 'trails reach beyond 85 degrees of latitude'
      USING ERRCODE = 'feature_not_supported', HINT = 'Leave out what lies that near to a pole.';
  END IF;
END $$;
COMMENT ON FUNCTION loopgenie._refuse_edges_of_the_map() IS
'Raises feature_not_supported when lines of lg_line touch the antimeridian or a pole.';
-- Noding: cutting raw lines where they meet, so that every junction is a shared end.
--
-- Why not one of the ways at hand: on a table of 1,367 real lines (3,658 km, of which 37 km are drawn
-- twice), with snap_m 30, measured side by side by test/bench/noding.sh:
--
--   way                                        seconds   edges     km   pairs cut off
--   this one                                       4.4   1,750  3,622               0
--   ST_Node of everything                          1.4   2,086  3,622              50
--   ST_UnaryUnion of everything                    0.1   3,790  3,622              50
--   ST_Snap to the neighbours, then ST_Node       24.1  14,461  4,042               2
--   ST_Split at ST_Intersection                    1.0   5,801  3,659              50
--   pgr_nodeNetwork                          22.5-32.6   1,870  3,659              52
--   postgis_topology                              12.1   2,043  3,622              47
--
-- "Pairs cut off" are pairs of trails that cross, or end within 30 m of each other, and that the result
-- leaves in different components. GEOS nodes exactly, so it loses what meets only nearly; snapping first
-- welds what runs side by side (420 km too much); pgr_nodeNetwork keeps both copies of a path drawn twice.
-- So PostGIS does the geometry here (ST_Intersection, ST_ClosestPoint, ST_LineLocatePoint), and the rules what is a junction.

-- From lg_part to lg_edge: chains, stretches of a line that keep going the same way along the
-- x axis. A chain can neither cross nor retrace itself, so whatever a line does to itself
-- (a ring, a figure of eight, there and back) becomes something two chains do to each other,
-- and one set of rules serves all.
CREATE FUNCTION loopgenie._cut_into_chains() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM loopgenie._drop_work('lg_edge');
  CREATE TEMP TABLE lg_edge ON COMMIT DROP AS
  WITH segment AS (
    SELECT p.id AS part, p.name, point.path[1] AS nr, point.geom AS here,
      pg_catalog.lead(point.geom) OVER line AS there
    FROM pg_temp.lg_part p, ST_DumpPoints(p.geom) AS point
    WINDOW line AS (PARTITION BY p.id ORDER BY point.path[1])
  ), directed AS (
    SELECT *, (ST_X(there), ST_Y(there)) > (ST_X(here), ST_Y(here)) AS forward
    FROM segment WHERE there IS NOT NULL
  ), turn AS (
    SELECT *, forward <> pg_catalog.lag(forward) OVER line AS turns
    FROM directed WINDOW line AS (PARTITION BY part ORDER BY nr)
  ), numbered AS (
    SELECT *, pg_catalog.count(*) FILTER (WHERE turns) OVER (PARTITION BY part ORDER BY nr) AS chain
    FROM turn
  ), joined AS (
    SELECT part, chain, pg_catalog.min(name) AS name,
      ST_MakeLine(pg_catalog.array_agg(here ORDER BY nr) || (pg_catalog.array_agg(there ORDER BY nr DESC))[1]) AS geom
    FROM numbered GROUP BY part, chain
  )
  SELECT pg_catalog.row_number() OVER (ORDER BY part, chain) AS id,
    CASE WHEN name IS NULL THEN '{}' ELSE ARRAY[name] END AS names,
    loopgenie._units_per_m(geom) AS unit, geom
  FROM joined;
  CREATE INDEX ON pg_temp.lg_edge USING gist (geom);
  ANALYZE pg_temp.lg_edge;
  PERFORM loopgenie._drop_work('lg_cut');
  CREATE TEMP TABLE lg_cut (edge bigint, at double precision, geom geometry) ON COMMIT DROP;
END $$;
COMMENT ON FUNCTION loopgenie._cut_into_chains() IS
'Cuts the lines of lg_part into chains that cannot meet themselves: the first lg_edge.';

-- Cuts the chains where they meet: where they cross or touch; where they come nearest, if
-- that is within drawing_m; and at both ends of each stretch of 20 m or more on which the later
-- one runs within drawing_m of the earlier one. Such a stretch is the same path drawn again: it is
-- dropped, and its name goes to what it retraced.
CREATE FUNCTION loopgenie._node_chains(drawing_m double precision) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM loopgenie._drop_work('lg_pair', 'lg_redrawn', 'lg_meeting');
  CREATE TEMP TABLE lg_pair ON COMMIT DROP AS
  SELECT a.id AS a, b.id AS b, a.geom AS a_geom, b.geom AS b_geom, a.unit,
    ST_Intersects(a.geom, b.geom) AS meet
  FROM pg_temp.lg_edge a JOIN pg_temp.lg_edge b
    ON b.geom && ST_Expand(a.geom, drawing_m * a.unit) AND a.id < b.id
  WHERE ST_DWithin(a.geom, b.geom, drawing_m * a.unit);

  CREATE TEMP TABLE lg_redrawn ON COMMIT DROP AS
  SELECT a, b, b_from, b_to, ST_ClosestPoint(a_geom, b_from) AS a_from, ST_ClosestPoint(a_geom, b_to) AS a_to,
    a_geom, b_geom
  FROM (
    SELECT pair.*, ST_StartPoint(stretch.geom) AS b_from, ST_EndPoint(stretch.geom) AS b_to
    FROM pg_temp.lg_pair AS pair,
      ST_Dump(ST_LineMerge(ST_CollectionExtract(ST_Intersection(b_geom,
        ST_Buffer(a_geom, drawing_m * unit, 'endcap=flat quad_segs=2')), 2))) AS stretch
    -- Most pairs only share an end, and their boxes hardly overlap: no need to look closer.
    WHERE least(ST_XMax(a_geom), ST_XMax(b_geom)) - greatest(ST_XMin(a_geom), ST_XMin(b_geom))
        + least(ST_YMax(a_geom), ST_YMax(b_geom)) - greatest(ST_YMin(a_geom), ST_YMin(b_geom)) >= 10 * unit
      AND ST_Length(stretch.geom) >= 20 * unit) AS found;

  CREATE TEMP TABLE lg_meeting ON COMMIT DROP AS
  SELECT a, b, a_geom, b_geom, ST_SnapToGrid(a_at, 0.001) AS a_at, ST_SnapToGrid(b_at, 0.001) AS b_at
  FROM (
    SELECT a, b, a_geom, b_geom, place.geom AS a_at, place.geom AS b_at
    FROM pg_temp.lg_pair, ST_Dump(ST_Intersection(a_geom, b_geom)) AS part,
      ST_DumpPoints(CASE ST_Dimension(part.geom) WHEN 0 THEN part.geom ELSE ST_Boundary(part.geom) END) AS place
    WHERE meet
    UNION ALL
    SELECT a, b, a_geom, b_geom, ST_ClosestPoint(a_geom, b_geom), ST_ClosestPoint(b_geom, a_geom)
    FROM pg_temp.lg_pair WHERE NOT meet
    UNION ALL
    SELECT a, b, a_geom, b_geom, a_from, b_from FROM pg_temp.lg_redrawn
    UNION ALL
    SELECT a, b, a_geom, b_geom, a_to, b_to FROM pg_temp.lg_redrawn) AS meeting;

  INSERT INTO pg_temp.lg_cut
  SELECT a, ST_LineLocatePoint(a_geom, a_at), a_at FROM pg_temp.lg_meeting
  UNION
  SELECT b, ST_LineLocatePoint(b_geom, b_at), b_at FROM pg_temp.lg_meeting;
  PERFORM loopgenie._split_edges();
  PERFORM loopgenie._drop_redrawn();

  INSERT INTO pg_temp.lg_edge (names, unit, geom)
  SELECT DISTINCT '{}'::text[], loopgenie._units_per_m(a_at), ST_MakeLine(a_at, b_at)
  FROM pg_temp.lg_meeting WHERE NOT a_at = b_at;
  PERFORM loopgenie._number_graph();
END $$;
COMMENT ON FUNCTION loopgenie._node_chains(double precision) IS
'Cuts the chains of lg_edge where they cross, touch or retrace each other within drawing_m metres.';

-- Pieces know their parent chain and where on it they lie, so what was found between two
-- chains holds for the pieces whose middle lies in the stretch.
CREATE FUNCTION loopgenie._drop_redrawn() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM loopgenie._drop_work('lg_stretch');
  CREATE TEMP TABLE lg_stretch ON COMMIT DROP AS
  SELECT a, least(a0, a1) AS a_from, greatest(a0, a1) AS a_to,
    b, least(b0, b1) AS b_from, greatest(b0, b1) AS b_to
  FROM (SELECT a, b, ST_LineLocatePoint(a_geom, a_from) AS a0, ST_LineLocatePoint(a_geom, a_to) AS a1,
          ST_LineLocatePoint(b_geom, b_from) AS b0, ST_LineLocatePoint(b_geom, b_to) AS b1
        FROM pg_temp.lg_redrawn) AS located;
  UPDATE pg_temp.lg_edge kept SET names = given.names
  FROM (SELECT keep.id, pg_catalog.array_agg(DISTINCT name ORDER BY name) AS names
        FROM pg_temp.lg_edge keep
          JOIN pg_temp.lg_stretch s ON s.a = keep.parent AND keep.middle BETWEEN s.a_from AND s.a_to
          JOIN pg_temp.lg_edge lost ON lost.parent = s.b AND lost.middle BETWEEN s.b_from AND s.b_to,
          pg_catalog.unnest(keep.names || lost.names) AS name
        GROUP BY keep.id) AS given
  WHERE given.id = kept.id;
  DELETE FROM pg_temp.lg_edge lost USING pg_temp.lg_stretch s
  WHERE s.b = lost.parent AND lost.middle BETWEEN s.b_from AND s.b_to;
END $$;
COMMENT ON FUNCTION loopgenie._drop_redrawn() IS
'Removes the stretches of lg_redrawn that repeat an earlier chain and hands on their names.';
-- The graph in the making, in temporary tables: lg_edge (names sorted, unit = units of the
-- plane per metre, ends of geom exactly at the nodes) and lg_node. Every step below leaves
-- geometries whose ends meet exactly and then, unless it changed nothing, has the graph numbered anew, in an order
-- that depends on nothing but the geometries: same trails, same ids.

CREATE FUNCTION loopgenie._number_graph() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM loopgenie._drop_work('lg_node', 'lg_numbered');
  CREATE TEMP TABLE lg_node ON COMMIT DROP AS
  SELECT pg_catalog.row_number() OVER (ORDER BY ends.geom) AS id, ends.geom, pg_catalog.count(*) AS degree
  FROM pg_temp.lg_edge, LATERAL (VALUES (ST_StartPoint(lg_edge.geom)), (ST_EndPoint(lg_edge.geom))) AS ends(geom)
  GROUP BY ends.geom;
  CREATE TEMP TABLE lg_numbered ON COMMIT DROP AS
  SELECT pg_catalog.row_number() OVER (ORDER BY s.id, t.id, ST_Length(e.geom), e.geom, e.names) AS id,
    s.id AS source, t.id AS target, e.names, e.unit, ST_Length(e.geom) / e.unit AS metres, e.geom
  FROM pg_temp.lg_edge e
    JOIN pg_temp.lg_node s ON s.geom = ST_StartPoint(e.geom)
    JOIN pg_temp.lg_node t ON t.geom = ST_EndPoint(e.geom);
  DROP TABLE pg_temp.lg_edge;
  ALTER TABLE pg_temp.lg_numbered RENAME TO lg_edge;
  ANALYZE pg_temp.lg_edge;
  ANALYZE pg_temp.lg_node;
END $$;
COMMENT ON FUNCTION loopgenie._number_graph() IS
'Finds the nodes (lg_node, with their degree) of the geometries in lg_edge and numbers both.';

-- Splits edges at the points of lg_cut (edge, at = fraction of its length, geom = the point,
-- which becomes the shared end of the pieces) and empties it. A piece keeps, until the next numbering,
-- its parent's id and where on it its middle lies.
CREATE FUNCTION loopgenie._split_edges() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM loopgenie._drop_work('lg_piece');
  CREATE TEMP TABLE lg_piece ON COMMIT DROP AS
  WITH stop AS (
    SELECT edge, at, 1 AS rank, geom FROM pg_temp.lg_cut
    UNION ALL SELECT id, 0, 0, ST_StartPoint(geom) FROM pg_temp.lg_edge
    UNION ALL SELECT id, 1, 2, ST_EndPoint(geom) FROM pg_temp.lg_edge
  ), span AS (
    SELECT edge, at AS from_at, geom AS from_point,
      pg_catalog.lead(at) OVER along AS to_at, pg_catalog.lead(geom) OVER along AS to_point
    FROM stop WINDOW along AS (PARTITION BY edge ORDER BY at, rank, geom)
  )
  SELECT pg_catalog.row_number() OVER (ORDER BY e.id, from_at, to_at) AS id, e.id AS parent,
    (from_at + to_at) / 2 AS middle, e.names, e.unit,
    CASE WHEN from_at = 0 AND from_point = ST_StartPoint(e.geom) AND to_at = 1 AND to_point = ST_EndPoint(e.geom) THEN e.geom
      WHEN ST_NPoints(line) > 1 THEN ST_SetPoint(ST_SetPoint(line, 0, from_point), -1, to_point)
      ELSE ST_MakeLine(from_point, to_point) END AS geom
  FROM span JOIN pg_temp.lg_edge e ON e.id = span.edge,
    LATERAL (SELECT ST_LineSubstring(e.geom, from_at, to_at) AS line) AS part
  WHERE to_at IS NOT NULL AND (from_at < to_at OR NOT from_point = to_point);
  DELETE FROM pg_temp.lg_piece WHERE ST_Length(geom) = 0;
  DROP TABLE pg_temp.lg_edge;
  ALTER TABLE pg_temp.lg_piece RENAME TO lg_edge;
  TRUNCATE pg_temp.lg_cut;
END $$;
COMMENT ON FUNCTION loopgenie._split_edges() IS 'Splits the edges of lg_edge at the points of lg_cut.';

-- Two edges between the same nodes that nowhere part by more than drawing_m are one path.
CREATE FUNCTION loopgenie._drop_doubles(drawing_m double precision) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM loopgenie._drop_work('lg_double');
  CREATE TEMP TABLE lg_double ON COMMIT DROP AS
  SELECT pg_catalog.min(a.id) AS keep, b.id AS lose
  FROM pg_temp.lg_edge a JOIN pg_temp.lg_edge b ON a.id < b.id
    AND least(a.source, a.target) = least(b.source, b.target)
    AND greatest(a.source, a.target) = greatest(b.source, b.target)
    AND ST_HausdorffDistance(a.geom, b.geom) <= drawing_m * a.unit
  GROUP BY b.id;
  UPDATE pg_temp.lg_edge kept SET names = given.names
  FROM (SELECT d.keep, pg_catalog.array_agg(DISTINCT name ORDER BY name) AS names
        FROM pg_temp.lg_double d, LATERAL (VALUES (d.keep), (d.lose)) AS pair(id)
          JOIN pg_temp.lg_edge e ON e.id = pair.id, pg_catalog.unnest(e.names) AS name
        GROUP BY d.keep) AS given
  WHERE given.keep = kept.id;
  DELETE FROM pg_temp.lg_edge USING pg_temp.lg_double WHERE id = lose;
  IF FOUND THEN
    PERFORM loopgenie._number_graph();
  END IF;
END $$;
COMMENT ON FUNCTION loopgenie._drop_doubles(double precision) IS
'Keeps one of the edges of lg_edge that draw the same path within drawing_m metres, with all their names.';

-- Joins edges of one name that meet where nothing else does. A ring keeps one node.
CREATE FUNCTION loopgenie._join_edges() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM loopgenie._drop_work('lg_joint', 'lg_joined');
  CREATE TEMP TABLE lg_joint ON COMMIT DROP AS
  SELECT n.id, pg_catalog.min(e.id) AS source, pg_catalog.max(e.id) AS target, 1.0::double precision AS cost
  FROM pg_temp.lg_edge e, LATERAL (VALUES (e.source), (e.target)) AS ends(node)
    JOIN pg_temp.lg_node n ON n.id = ends.node
  WHERE n.degree = 2 AND e.source <> e.target
  GROUP BY n.id HAVING pg_catalog.count(*) = 2 AND pg_catalog.count(DISTINCT e.names) = 1;
  ANALYZE pg_temp.lg_joint;
  IF NOT EXISTS (SELECT FROM pg_temp.lg_joint) THEN
    RETURN;
  END IF;
  -- A ring that hangs on one junction must start there; merging may start it anywhere.
  CREATE TEMP TABLE lg_joined ON COMMIT DROP AS
  -- (Not by ST_Scroll: PostGIS 3.3.2 crashes in it.)
  SELECT names, unit, CASE WHEN ST_IsClosed(line) AND NOT ST_StartPoint(line) = anchor
      THEN ST_SetPoint(ST_SetPoint(ST_MakeLine(ST_LineSubstring(line, at, 1), ST_LineSubstring(line, 0, at)), 0, anchor), -1, anchor)
      ELSE line END AS geom
  FROM (
    SELECT e.names, pg_catalog.avg(e.unit) AS unit, ST_LineMerge(ST_Collect(e.geom ORDER BY e.id)) AS line,
      (pg_catalog.array_agg(CASE WHEN s.id IS NULL THEN ST_StartPoint(e.geom) ELSE ST_EndPoint(e.geom) END ORDER BY e.id)
        FILTER (WHERE s.id IS NULL OR t.id IS NULL))[1] AS anchor
    FROM pgr_connectedComponents('SELECT id, source, target, cost FROM pg_temp.lg_joint') AS c
      JOIN pg_temp.lg_edge e ON e.id = c.node
      LEFT JOIN pg_temp.lg_joint s ON s.id = e.source
      LEFT JOIN pg_temp.lg_joint t ON t.id = e.target
    GROUP BY c.component, e.names) AS merged,
    LATERAL (SELECT CASE WHEN ST_IsClosed(line) THEN ST_LineLocatePoint(line, anchor) END AS at) AS located;
  DELETE FROM pg_temp.lg_edge USING (
    SELECT source AS id FROM pg_temp.lg_joint UNION SELECT target FROM pg_temp.lg_joint) AS used
  WHERE used.id = lg_edge.id;
  INSERT INTO pg_temp.lg_edge (names, unit, geom) SELECT names, unit, geom FROM pg_temp.lg_joined;
  PERFORM loopgenie._number_graph();
END $$;
COMMENT ON FUNCTION loopgenie._join_edges() IS
'Joins edges of lg_edge that carry the same names across nodes where only they meet.';

-- Draws together nodes that an edge of less than 2 m joins: the leavings of crossings that missed
-- each other by a drawing error. A raw table may hold whole trails in steps of a
-- metre, so what spans more than 8 m is left alone.
CREATE FUNCTION loopgenie._contract_slivers() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM loopgenie._drop_work('lg_sliver', 'lg_moved');
  CREATE TEMP TABLE lg_sliver ON COMMIT DROP AS
  SELECT id, source, target, 1.0::double precision AS cost FROM pg_temp.lg_edge WHERE metres < 2 AND source <> target;
  IF NOT EXISTS (SELECT FROM pg_temp.lg_sliver) THEN
    RETURN;
  END IF;
  CREATE TEMP TABLE lg_moved ON COMMIT DROP AS
  SELECT id, component, geom, pg_catalog.first_value(geom) OVER (PARTITION BY component ORDER BY degree DESC, id) AS place
  FROM (SELECT n.*, c.component, ST_Length(ST_BoundingDiagonal(ST_Collect(n.geom) OVER (PARTITION BY c.component))) AS span
        FROM pgr_connectedComponents('SELECT id, source, target, cost FROM pg_temp.lg_sliver') AS c
          JOIN pg_temp.lg_node n ON n.id = c.node) AS spanned
  WHERE span <= 8 * loopgenie._units_per_m(geom);
  CREATE INDEX ON pg_temp.lg_moved (id);
  ANALYZE pg_temp.lg_moved;
  DELETE FROM pg_temp.lg_edge e USING pg_temp.lg_moved s, pg_temp.lg_moved t
  WHERE s.id = e.source AND t.id = e.target AND s.component = t.component AND e.metres < 8;
  UPDATE pg_temp.lg_edge SET geom = ST_SetPoint(lg_edge.geom, 0, place) FROM pg_temp.lg_moved m WHERE m.id = source;
  UPDATE pg_temp.lg_edge SET geom = ST_SetPoint(lg_edge.geom, -1, place) FROM pg_temp.lg_moved m WHERE m.id = target;
  PERFORM loopgenie._number_graph();
END $$;
COMMENT ON FUNCTION loopgenie._contract_slivers() IS
'Removes edges of lg_edge shorter than 2 m by drawing their nodes together.';
-- Closing gaps: what snap_m does.
--
-- Only dead ends reach out, each to the nearest trail or end within snap_m. Trails that run side by
-- side are never drawn together, however near. And a gap is only closed when the way round along the
-- trails is at least ten times as long (or there is none): otherwise a spur that leaves
-- its trail at a sharp angle, or the tip of a hairpin, would become a loop of its own.
--
-- A gap is closed by a straight connector as long as the gap, not by moving the end: the trail stays
-- where it was drawn, and the hiker walks those metres, so they count. The connector carries
-- the trail's names and is joined to it afterwards.

CREATE FUNCTION loopgenie._close_gaps(snap_m double precision) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM loopgenie._drop_work('lg_loose_end', 'lg_gap');
  -- Ends keep their place while the graph is renumbered. An end that has reached another one looks on
  -- for a trail beside them both, but no further than twice as far.
  CREATE TEMP TABLE lg_loose_end ON COMMIT DROP AS
  SELECT geom, loopgenie._units_per_m(geom) AS unit, snap_m AS reach_m FROM pg_temp.lg_node WHERE degree = 1;
  LOOP
    PERFORM loopgenie._find_gaps(snap_m);
    EXIT WHEN NOT EXISTS (SELECT FROM pg_temp.lg_gap);
    INSERT INTO pg_temp.lg_cut SELECT edge, at, target FROM pg_temp.lg_gap WHERE at > 0 AND at < 1;
    PERFORM loopgenie._split_edges();
    INSERT INTO pg_temp.lg_edge (names, unit, geom)
    SELECT names, unit, ST_MakeLine(geom, target) FROM pg_temp.lg_gap;
    PERFORM loopgenie._number_graph();
    UPDATE pg_temp.lg_loose_end e SET reach_m = least(e.reach_m, 2 * reached.gap_m)
    FROM (SELECT ends.geom, pg_catalog.min(g.gap_m) AS gap_m
          FROM pg_temp.lg_gap g, LATERAL (VALUES (g.geom), (g.target)) AS ends(geom) GROUP BY ends.geom) AS reached
    WHERE e.geom = reached.geom;
  END LOOP;
END $$;
COMMENT ON FUNCTION loopgenie._close_gaps(double precision) IS
'Connects dead ends of lg_edge to the nearest trail or end within snap_m metres.';

-- One round: at most one gap of each loose end, and of loose ends near each other along the trails only
-- the one with the smallest, since closing it may answer for the others.
CREATE FUNCTION loopgenie._find_gaps(snap_m double precision) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM loopgenie._drop_work('lg_reach', 'lg_candidate', 'lg_start', 'lg_worth', 'lg_gap');
  CREATE INDEX ON pg_temp.lg_edge USING gist (geom);
  CREATE TEMP TABLE lg_start ON COMMIT DROP AS
  SELECT n.id AS node, l.geom, l.unit, l.reach_m, own.id AS own, own.names,
    own.target = n.id AND own.source <> n.id AS at_end
  FROM pg_temp.lg_loose_end l JOIN pg_temp.lg_node n ON n.geom = l.geom,
    LATERAL (SELECT * FROM pg_temp.lg_edge e WHERE e.geom && n.geom AND n.id IN (e.source, e.target)
             ORDER BY e.metres DESC, e.id LIMIT 1) AS own;

  -- On its own trail an end may only reach what lies far from it along the line.
  CREATE TEMP TABLE lg_candidate ON COMMIT DROP AS
  SELECT s.node, s.geom, s.unit, s.names, e.id AS edge, e.source, e.target, e.metres, e.geom AS edge_geom,
    ST_LineLocatePoint(e.geom, near.point) AS at, ST_Distance(near.point, s.geom) / s.unit AS gap_m
  FROM pg_temp.lg_start s
    JOIN pg_temp.lg_edge e ON e.geom && ST_Expand(s.geom, s.reach_m * s.unit)
      AND ST_DWithin(e.geom, s.geom, s.reach_m * s.unit),
    LATERAL (SELECT ST_ClosestPoint(CASE
        WHEN s.node NOT IN (e.source, e.target) THEN e.geom
        WHEN e.metres <= 10 * s.reach_m THEN CASE WHEN s.node = e.source THEN ST_EndPoint(e.geom) ELSE ST_StartPoint(e.geom) END
        WHEN s.node = e.source THEN ST_LineSubstring(e.geom, 10 * s.reach_m / e.metres, 1)
        ELSE ST_LineSubstring(e.geom, 0, 1 - 10 * s.reach_m / e.metres) END, s.geom) AS point) AS near
  WHERE ST_Distance(near.point, s.geom) BETWEEN 0.0005 AND s.reach_m * s.unit;

  -- A junction hardly further away than the nearest point is the better target.
  UPDATE pg_temp.lg_candidate SET at = pg_catalog.round(at), gap_m = to_end
  FROM (SELECT node AS n, edge AS e, ST_Distance(geom, CASE WHEN at < 0.5 THEN ST_StartPoint(edge_geom) ELSE ST_EndPoint(edge_geom) END) / unit AS to_end
        FROM pg_temp.lg_candidate) AS ends
  WHERE n = node AND e = edge AND to_end > 0 AND to_end <= least(snap_m, 2 * gap_m);

  CREATE TEMP TABLE lg_reach ON COMMIT DROP AS
  SELECT from_v, node, agg_cost FROM pgr_drivingDistance(
    'SELECT id, source, target, metres AS cost FROM pg_temp.lg_edge',
    (SELECT coalesce(pg_catalog.array_agg(DISTINCT node), '{0}') FROM pg_temp.lg_candidate), 10 * snap_m, false);
  CREATE INDEX ON pg_temp.lg_reach (from_v, node);
  ANALYZE pg_temp.lg_reach;

  CREATE TEMP TABLE lg_worth ON COMMIT DROP AS
  WITH worth AS (
    SELECT DISTINCT ON (c.node) c.node, c.geom, c.unit, c.names, c.edge, c.at, c.gap_m,
      ST_SnapToGrid(ST_LineInterpolatePoint(c.edge_geom, c.at), 0.001) AS target
    FROM pg_temp.lg_candidate c
      LEFT JOIN pg_temp.lg_reach s ON s.from_v = c.node AND s.node = c.source
      LEFT JOIN pg_temp.lg_reach t ON t.from_v = c.node AND t.node = c.target
    WHERE coalesce(least(s.agg_cost + c.at * c.metres, t.agg_cost + (1 - c.at) * c.metres), 'Infinity') >= 10 * c.gap_m
    ORDER BY c.node, c.gap_m, c.edge
  )
  SELECT DISTINCT ON (least(geom, target), greatest(geom, target)) * FROM worth
  ORDER BY least(geom, target), greatest(geom, target), node;
  CREATE INDEX ON pg_temp.lg_worth (node);
  ANALYZE pg_temp.lg_worth;

  CREATE TEMP TABLE lg_gap ON COMMIT DROP AS
  SELECT * FROM pg_temp.lg_worth m
  WHERE NOT EXISTS (
    SELECT FROM pg_temp.lg_reach r JOIN pg_temp.lg_worth o ON o.node = r.node
    WHERE r.from_v = m.node AND (o.gap_m, o.node) < (m.gap_m, m.node));
END $$;
COMMENT ON FUNCTION loopgenie._find_gaps(double precision) IS
'Finds the gaps between loose ends and trails that the next round of _close_gaps closes (lg_gap).';
-- What is known of the networks that follow their source by logical replication.
CREATE TABLE loopgenie.replication (
  network name PRIMARY KEY,
  server name NOT NULL,
  source text NOT NULL,
  trailheads text,
  publication name NOT NULL,
  slot name,
  slots name[] NOT NULL,
  tables jsonb);
REVOKE ALL ON loopgenie.replication FROM PUBLIC;
COMMENT ON TABLE loopgenie.replication IS
'The networks that replicate_network keeps up to date. slot: the one in use, also the name of the subscription, null until it works;
slots: all that were made at the source and are not known to be gone; tables: what the source''s tables were when they were copied.';
-- What is known of the refreshes of each network; sync_network writes it, network_stats shows it.
CREATE TABLE loopgenie.sync (
  network name PRIMARY KEY,
  server name NOT NULL,
  source text NOT NULL,
  fingerprint text,
  version uuid,
  checked_at timestamptz,
  changed_at timestamptz,
  last_error text,
  failed_at timestamptz);
REVOKE ALL ON loopgenie.sync FROM PUBLIC;
COMMENT ON TABLE loopgenie.sync IS
'The last refresh of each network by sync_network: checked_at when it last agreed with the source, changed_at when it last differed, last_error since then (null if none).';

-- Whoever may ask for the figures of a network may know how its refreshes go.
CREATE FUNCTION loopgenie.sync_of(network name, OUT checked_at timestamptz, OUT last_error text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  SELECT max(s.checked_at), max(s.last_error) FROM loopgenie.sync s WHERE s.network = sync_of.network;
END;
COMMENT ON FUNCTION loopgenie.sync_of(name) IS
'When a network last agreed with its source, and what went wrong since.';
-- loopgenie.network_stats: what an analyst asks first.
CREATE TYPE loopgenie.network_summary AS (
  network name,
  nodes bigint,
  edges bigint,
  km double precision,
  components bigint,
  cycle_share double precision,
  trailheads bigint,
  trailheads_with_loop bigint,
  trailheads_without_loop bigint,
  roads_km double precision,
  places bigint,
  camps bigint,
  built_at timestamptz,
  age interval,
  source text,
  version uuid,
  synced_at timestamptz,
  last_error text);
COMMENT ON TYPE loopgenie.network_summary IS
'One network in figures, as network_stats and build_network return it; cycle_share is the share (0 to 1) of kilometres that lie on some cycle; synced_at and last_error are of sync_network, null where it was never used.';

-- An edge is on some cycle unless it is a bridge, and a bridge is a biconnected component of one edge. pgRouting
-- merges parallel edges and cannot tell loops from bridges, so it is shown one edge of each pair of nodes;
-- an edge with a parallel one, or from a node to itself, is on a cycle in any case.
CREATE FUNCTION loopgenie.network_stats(network name DEFAULT NULL) RETURNS loopgenie.network_summary
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED COST 100000 SET search_path FROM CURRENT AS $$
DECLARE
  asked name := loopgenie.require_network(network);
  stats loopgenie.network_summary;
  simple_graph text := pg_catalog.format(
    'SELECT pg_catalog.min(id) AS id, least(source, target) AS source, greatest(source, target) AS target, 1.0::float8 AS cost
     FROM %I.edge WHERE source <> target GROUP BY 2, 3', asked);
  whole_graph text := pg_catalog.format('SELECT id, source, target, 1.0::float8 AS cost FROM %I.edge', asked);
BEGIN
  EXECUTE pg_catalog.format($query$
    WITH bridge AS (
      SELECT pg_catalog.min(edge) AS id FROM pgr_biconnectedComponents(%2$L)
      GROUP BY component HAVING pg_catalog.count(*) = 1
    ), single AS (
      SELECT pg_catalog.min(id) AS id FROM %1$I.edge WHERE source <> target
      GROUP BY least(source, target), greatest(source, target) HAVING pg_catalog.count(*) = 1
    ), edge AS (
      SELECT e.source, e.length_m, b.id IS NULL OR s.id IS NULL AS on_cycle
      FROM %1$I.edge e LEFT JOIN bridge b USING (id) LEFT JOIN single s USING (id)
    ), component AS (
      SELECT node, component FROM pgr_connectedComponents(%4$L)
    ), part AS (
      SELECT c.component, pg_catalog.bool_or(e.on_cycle) AS has_loop
      FROM edge e JOIN component c ON c.node = e.source GROUP BY c.component
    ), start AS (
      SELECT pg_catalog.count(*) AS total, pg_catalog.count(*) FILTER (WHERE p.has_loop) AS with_loop
      FROM %1$I.trailhead t LEFT JOIN component c ON c.node = t.node_id LEFT JOIN part p USING (component)
    )
    SELECT %3$L::name, (SELECT pg_catalog.count(*) FROM %1$I.node), pg_catalog.count(*),
      pg_catalog.round((coalesce(pg_catalog.sum(length_m), 0) / 1000)::numeric, 3),
      (SELECT pg_catalog.count(*) FROM part),
      pg_catalog.round((coalesce(pg_catalog.sum(length_m) FILTER (WHERE on_cycle), 0)
        / nullif(pg_catalog.sum(length_m), 0))::numeric, 4),
      start.total, start.with_loop, start.total - start.with_loop,
      (SELECT pg_catalog.round((coalesce(pg_catalog.sum(length_m), 0) / 1000)::numeric, 3) FROM %1$I.road),
      (SELECT pg_catalog.count(*) FROM %1$I.place), (SELECT pg_catalog.count(*) FROM %1$I.camp),
      info.built_at, pg_catalog.now() - info.built_at, info.source, info.version, sync.checked_at, sync.last_error
    FROM loopgenie.sync_of(%3$L) AS sync, edge, start, (SELECT pg_catalog.max(version::text)::uuid AS version, pg_catalog.max(built_at) AS built_at,
                         pg_catalog.max(source) AS source FROM %1$I.info) AS info
    GROUP BY start.total, start.with_loop, info.built_at, info.source, info.version, sync.checked_at, sync.last_error
  $query$, asked, simple_graph, asked, whole_graph) INTO stats;
  RETURN stats;
END $$;
COMMENT ON FUNCTION loopgenie.network_stats(name) IS
'One row of figures about a network: its size, how much of it lies on loops, its trailheads, its age and source.
network: default the setting loopgenie.network. cycle_share is the share (0 to 1) of kilometres on some cycle; a trailhead has
a loop when its connected part of the network has one, however far away. Errors: 42P01 no such network.
Example: SELECT km, cycle_share, trailheads_with_loop FROM loopgenie.network_stats();';
-- Trailheads: where a hike may start.

-- From lg_raw, filled from the given table: each place goes to the nearest trail within 250 m,
-- splitting it there unless a node lies within snap_m of that point. Fills lg_trailhead (name, kind,
-- geom in EPSG:4326 or null for the node's own, place = its node's place in the plane).
CREATE FUNCTION loopgenie._place_trailheads(tab regclass, snap_m double precision) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
DECLARE
  far record;
BEGIN
  PERFORM loopgenie._drop_work('lg_point');
  CREATE INDEX ON pg_temp.lg_edge USING gist (geom);
  CREATE TEMP TABLE lg_point ON COMMIT DROP AS
  SELECT raw.name, raw.kind, raw.geom, nearest.id AS edge, ST_LineLocatePoint(nearest.geom, raw.plane) AS at,
    nearest.geom AS edge_geom, nearest.unit, ST_Distance(nearest.geom, raw.plane) / raw.unit AS off_m
  FROM (SELECT name, kind, spot.geom, plane.geom AS plane, loopgenie._units_per_m(plane.geom) AS unit
        FROM pg_temp.lg_raw,
          LATERAL (SELECT ST_PointOnSurface(lg_raw.geom) AS geom) AS spot,
          LATERAL (SELECT ST_Transform(spot.geom, 3395) AS geom) AS plane
        WHERE ST_IsValidReason(lg_raw.geom) NOT LIKE 'Invalid Coordinate%' AND ST_Y(spot.geom) BETWEEN -85 AND 85
          AND ST_X(spot.geom) BETWEEN -180 AND 180) AS raw,
    LATERAL (SELECT * FROM pg_temp.lg_edge e ORDER BY e.geom <-> raw.plane, e.id LIMIT 1) AS nearest;

  SELECT (SELECT pg_catalog.count(*) FROM pg_temp.lg_raw) AS given, pg_catalog.count(*) AS placed,
    pg_catalog.count(*) FILTER (WHERE off_m > 250) AS far, pg_catalog.round(pg_catalog.max(off_m)) AS farthest_m
    INTO far FROM pg_temp.lg_point;
  IF far.far > 0 OR far.placed < far.given THEN
    RAISE NOTICE '% of % trailheads of % left out: % farther than 250 m from any trail (the farthest %), % without a usable place',
      far.given - far.placed + far.far, far.given, tab, far.far,
      coalesce(CASE WHEN far.far > 0 THEN far.farthest_m || ' m' END, 'none'), far.given - far.placed;
  END IF;

  PERFORM loopgenie._drop_work('lg_trailhead');
  CREATE TEMP TABLE lg_trailhead ON COMMIT DROP AS
  SELECT name, kind, geom, edge, snapped.at, ST_SnapToGrid(ST_LineInterpolatePoint(edge_geom, snapped.at), 0.001) AS place
  FROM pg_temp.lg_point, ST_LineInterpolatePoint(edge_geom, at) AS foot,
    LATERAL (SELECT ST_Distance(foot, ST_StartPoint(edge_geom)) / unit AS to_start,
               ST_Distance(foot, ST_EndPoint(edge_geom)) / unit AS to_end) AS d,
    LATERAL (SELECT CASE WHEN least(to_start, to_end) > snap_m THEN at WHEN to_start <= to_end THEN 0 ELSE 1 END AS at) AS snapped
  WHERE off_m <= 250;
  INSERT INTO pg_temp.lg_cut SELECT DISTINCT edge, at, place FROM pg_temp.lg_trailhead WHERE at > 0 AND at < 1;
  PERFORM loopgenie._split_edges();
  PERFORM loopgenie._number_graph();
END $$;
COMMENT ON FUNCTION loopgenie._place_trailheads(regclass, double precision) IS
'Puts the places of lg_raw on the nearest trail of lg_edge within 250 m (lg_trailhead) and reports the rest.';

-- Without a table: every dead end; in a component that has none, every node, of kind 'nearest',
-- and plan_loop takes the one nearest to the place asked.
CREATE FUNCTION loopgenie._guess_trailheads() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM loopgenie._drop_work('lg_trailhead');
  CREATE INDEX ON pg_temp.lg_edge USING gist (geom);
  CREATE TEMP TABLE lg_trailhead ON COMMIT DROP AS
  WITH ends AS (
    SELECT n.id, n.geom, n.degree, c.component, pg_catalog.bool_or(n.degree = 1) OVER (PARTITION BY c.component) AS has_dead_end
    FROM pg_temp.lg_node n
      JOIN pgr_connectedComponents('SELECT id, source, target, metres AS cost FROM pg_temp.lg_edge') AS c ON c.node = n.id
  )
  SELECT (SELECT nullif(pg_catalog.array_to_string(e.names, ' / '), '') FROM pg_temp.lg_edge e
          WHERE e.geom && ends.geom AND ends.id IN (e.source, e.target) ORDER BY e.names = '{}', e.id LIMIT 1) AS name,
    CASE WHEN has_dead_end THEN 'dead_end' ELSE 'nearest' END AS kind,
    NULL::geometry AS geom, geom AS place
  FROM ends WHERE degree = 1 OR NOT has_dead_end;
END $$;
COMMENT ON FUNCTION loopgenie._guess_trailheads() IS
'Takes dead ends, and every node where a component has none, as trailheads (lg_trailhead).';
-- loopgenie.build_network: from a raw trail table to a network, and the swap that puts it in place.

CREATE FUNCTION loopgenie.build_network(
  trails regclass,
  geom_column name DEFAULT NULL,
  name_column name DEFAULT NULL,
  snap_m double precision DEFAULT 30,
  network name DEFAULT NULL,
  trailheads regclass DEFAULT NULL)
RETURNS loopgenie.network_summary
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
DECLARE
  target name := coalesce(network, pg_catalog.current_setting('loopgenie.network', true), 'trails');
  building name := loopgenie._build(trails, geom_column, name_column, snap_m, target, trailheads);
  stats loopgenie.network_summary;
BEGIN
  PERFORM loopgenie._finish_network(building, trails::text);
  PERFORM loopgenie._report('stored', (SELECT pg_catalog.count(*) FROM pg_temp.lg_edge), 'edges');
  -- From the swap to the commit readers wait: everything else is done before.
  stats := loopgenie.network_stats(building);
  stats.network := target;
  SELECT s.checked_at, s.last_error INTO stats.synced_at, stats.last_error FROM loopgenie.sync_of(target) AS s;
  PERFORM loopgenie._swap_network(building, target);
  RETURN stats;
END $$;
COMMENT ON FUNCTION loopgenie.build_network(regclass, name, name, double precision, name, regclass) IS
'Turns a raw trail table into a network that plan_loop can plan on, in one transaction.
trails: a table or view of lines, of any SRID, single or multi. geom_column: needed only when there are several.
name_column: default name, if there is one. snap_m (0 to 1000): dead ends are connected to trails and
ends within so many metres. network: the schema to build, default the setting loopgenie.network; an
existing network is replaced and its grants are kept, any other schema is refused (42P06).
trailheads: a table of points, with name and kind if it has such columns, each snapped to the nearest trail within 250 m;
without it every dead end is a trailhead.
Returns network_stats of the new network. On any error the old network stays.
Errors: 22023 bad argument or no SRID, 42703 and 42702 column missing or ambiguous, 42809 not a table, 42804 not a geometry,
P0002 (no_data_found) nothing to build, 0A000 trails at the antimeridian or a pole, 2BP01 other objects depend on the old network.
Example: SELECT * FROM loopgenie.build_network(''geom'', snap_m => 20);';

-- Everything but the indexes and the swap. Large tables are sorted again and again: with Postgres' 4 MB that is half of the time.
CREATE FUNCTION loopgenie._build(
  trails regclass, geom_column name, name_column name, snap_m double precision, target name, trailheads regclass)
RETURNS name
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET jit = off SET work_mem = '64MB' AS $$
DECLARE
  building name := 'loopgenie_build_' || pg_catalog.pg_backend_pid();
  drawing_m double precision;
  geoms name;
  spots name;
BEGIN
  IF trails IS NULL THEN
    RAISE EXCEPTION 'no trail table given'
      USING ERRCODE = 'invalid_parameter_value', HINT = 'Name the table that holds the trails: loopgenie.build_network(''geom'').';
  ELSIF snap_m IS NULL OR NOT snap_m BETWEEN 0 AND 1000 THEN
    RAISE EXCEPTION 'snap_m is %, outside 0 to 1000 metres', coalesce(snap_m::text, 'null')
      USING ERRCODE = 'invalid_parameter_value', HINT = 'Give the widest gap between trails that a hiker may cross; 30 is the default.';
  ELSIF target = '' THEN
    RAISE EXCEPTION 'the network has no name'
      USING ERRCODE = 'invalid_name', HINT = 'Name the schema to build, or leave network out for the one of loopgenie.network.';
  END IF;
  drawing_m := least(greatest(snap_m, 0.01), 1.5);
  geoms := loopgenie._geom_column(trails, geom_column);
  IF name_column IS NOT NULL THEN
    PERFORM loopgenie._require_column(trails, name_column);
  ELSIF loopgenie._has_column(trails, 'name') THEN
    name_column := 'name';
  END IF;
  IF trailheads IS NOT NULL THEN
    spots := loopgenie._geom_column(trailheads, NULL);
  END IF;

  PERFORM loopgenie._claim_network(target);

  PERFORM loopgenie._read_raw(trails, geoms, name_column, NULL);
  PERFORM loopgenie._read_parts(trails);
  PERFORM loopgenie._cut_into_chains();
  PERFORM loopgenie._report('read', (SELECT pg_catalog.count(*) FROM pg_temp.lg_part), 'lines');
  PERFORM loopgenie._node_chains(drawing_m);
  PERFORM loopgenie._report('noded', (SELECT pg_catalog.count(*) FROM pg_temp.lg_node), 'meeting points');
  PERFORM loopgenie._tidy_graph(drawing_m);
  PERFORM loopgenie._report('tidied', (SELECT pg_catalog.count(*) FROM pg_temp.lg_edge), 'edges');
  PERFORM loopgenie._close_gaps(snap_m);
  PERFORM loopgenie._tidy_graph(drawing_m);
  PERFORM loopgenie._report('closed gaps', (SELECT pg_catalog.count(*) FROM pg_temp.lg_edge), 'edges');
  IF trailheads IS NULL THEN
    PERFORM loopgenie._guess_trailheads();
  ELSE
    PERFORM loopgenie._read_raw(trailheads, spots,
      CASE WHEN loopgenie._has_column(trailheads, 'name') THEN 'name'::name END,
      CASE WHEN loopgenie._has_column(trailheads, 'kind') THEN 'kind'::name END);
    PERFORM loopgenie._place_trailheads(trailheads, snap_m);
  END IF;

  PERFORM loopgenie._create_network(building);
  PERFORM loopgenie._store_graph(building);
  RETURN building;
END $$;
COMMENT ON FUNCTION loopgenie._build(regclass, name, name, double precision, name, regclass) IS
'Builds a network from a raw trail table in a schema of its own, whose name it returns.';

-- Says how far a long build has come; short ones stay silent.
CREATE FUNCTION loopgenie._report(stage text, many bigint, what text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
DECLARE
  seconds double precision := pg_catalog.date_part('epoch', pg_catalog.clock_timestamp() - pg_catalog.statement_timestamp());
BEGIN
  IF seconds > 5 THEN
    RAISE NOTICE '%: % %, % s', stage, many, what, pg_catalog.round(seconds::numeric, 1);
  END IF;
END $$;
COMMENT ON FUNCTION loopgenie._report(text, bigint, text) IS
'Reports a stage of a build by NOTICE once its statement has run for more than 5 seconds.';

-- What cutting leaves behind, cleaned up until only junctions, dead ends and changes of name are nodes.
CREATE FUNCTION loopgenie._tidy_graph(drawing_m double precision) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM loopgenie._drop_doubles(drawing_m);
  PERFORM loopgenie._join_edges();
  PERFORM loopgenie._contract_slivers();
  PERFORM loopgenie._drop_doubles(drawing_m);
  PERFORM loopgenie._join_edges();
  IF NOT EXISTS (SELECT FROM pg_temp.lg_edge) THEN
    RAISE EXCEPTION 'no trail is longer than 2 m'
      USING ERRCODE = 'no_data_found', HINT = 'Check the SRID of the trail table: other units may be declared as degrees or metres.';
  END IF;
END $$;
COMMENT ON FUNCTION loopgenie._tidy_graph(double precision) IS
'Drops doubles and slivers of lg_edge and joins what only met at them.';

-- Writes the finished graph into the tables of an empty network. Coordinates are held to
-- 1e-8 degrees (a millimetre), lengths are geodesic and held to a millimetre.
CREATE FUNCTION loopgenie._store_graph(network name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
BEGIN
  EXECUTE pg_catalog.format($dml$
    INSERT INTO %1$I.node (id, geom)
    SELECT id, ST_SnapToGrid(ST_Transform(geom, 4326), 1e-8) FROM pg_temp.lg_node ORDER BY id;
    INSERT INTO %1$I.edge (id, source, target, length_m, name, geom)
    SELECT id, source, target,
      greatest(pg_catalog.round(ST_Length(line::geography)::numeric, 3), 0.001),
      nullif(pg_catalog.array_to_string(names, ' / '), ''), line
    FROM (SELECT *, ST_SetPoint(ST_SetPoint(ST_Transform(e.geom, 4326), 0, s.geom), -1, t.geom) AS line
          FROM pg_temp.lg_edge e
            JOIN (SELECT id AS node, geom FROM %1$I.node) s ON s.node = e.source
            JOIN (SELECT id AS node, geom FROM %1$I.node) t ON t.node = e.target) AS edge
    ORDER BY id;
    INSERT INTO %1$I.trailhead (id, node_id, name, kind, geom)
    SELECT pg_catalog.row_number() OVER (ORDER BY place.id, t.geom, t.name, t.kind), place.id, t.name, t.kind,
      coalesce(t.geom, n.geom)
    FROM pg_temp.lg_trailhead t JOIN pg_temp.lg_node place ON place.geom = t.place JOIN %1$I.node n ON n.id = place.id;
  $dml$, network);
END $$;
COMMENT ON FUNCTION loopgenie._store_graph(name) IS
'Writes lg_node, lg_edge and lg_trailhead into the tables of a network.';
-- Putting a finished network in the place of the old one. Readers see the old one whole until the
-- commit and the new one whole after it.

-- Nothing of a user's own is ever dropped: a schema is replaced only when it holds a network
-- and nothing else.
CREATE FUNCTION loopgenie._require_replaceable(network name) RETURNS void
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE
  present name[];
  own name[] := '{node,edge,trailhead,road,place,camp,twin,info}';
  needed name[] := '{node,edge,trailhead,info}';
BEGIN
  IF pg_catalog.to_regnamespace(pg_catalog.quote_ident(network)) IS NULL THEN
    RETURN;
  END IF;
  SELECT coalesce(pg_catalog.array_agg(relname ORDER BY relname), '{}') INTO present FROM pg_catalog.pg_class
  WHERE relnamespace = pg_catalog.to_regnamespace(pg_catalog.quote_ident(network))
    AND relkind IN ('r', 'p', 'v', 'm', 'f');
  IF NOT present @> needed THEN
    RAISE EXCEPTION 'schema "%" exists and is not a loopgenie network', network
      USING ERRCODE = 'duplicate_schema', HINT = 'Give another name with network => ''...''; an existing schema of your own is never replaced.';
  ELSIF NOT own @> present THEN
    RAISE EXCEPTION 'schema "%" also holds %', network,
        pg_catalog.array_to_string(ARRAY(SELECT t FROM pg_catalog.unnest(present) AS t WHERE t <> ALL (own)), ', ')
      USING ERRCODE = 'dependent_objects_still_exist', HINT = 'Move them to another schema first: building replaces the whole schema.';
  END IF;
END $$;
COMMENT ON FUNCTION loopgenie._require_replaceable(name) IS
'Raises unless a schema is absent or holds a network and nothing else.';

-- A second build of the same network waits for the first to end, then replaces it. One that a subscription fills is
-- only for replicate_network to replace: rows for tables that were swapped away would go nowhere, without a word.
CREATE FUNCTION loopgenie._claim_network(network name, replicated boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('loopgenie.build_network ' || network, 0));
  PERFORM loopgenie._require_replaceable(network);
  IF NOT replicated AND EXISTS (
      SELECT FROM pg_catalog.pg_subscription_rel r JOIN pg_catalog.pg_class c ON c.oid = r.srrelid
      WHERE c.relnamespace = pg_catalog.to_regnamespace(pg_catalog.quote_ident(network))) THEN
    RAISE EXCEPTION 'network "%" is filled by logical replication', network
      USING ERRCODE = 'object_in_use',
        HINT = 'Build under another name, or end that first: CALL loopgenie.end_replication(''…'').';
  END IF;
END $$;
COMMENT ON FUNCTION loopgenie._claim_network(name, boolean) IS
'Keeps other builds of a network waiting until this transaction ends, and raises unless it may be replaced.';

CREATE FUNCTION loopgenie._swap_network(building name, network name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
DECLARE
  old_tables text;
BEGIN
  IF pg_catalog.to_regnamespace(pg_catalog.quote_ident(network)) IS NOT NULL THEN
    PERFORM loopgenie._require_replaceable(network);
    PERFORM loopgenie._copy_grants(network, building);
    PERFORM loopgenie._lock_network(network);
    SELECT pg_catalog.string_agg(pg_catalog.format('%I.%I', network, relname), ', ') INTO old_tables
    FROM pg_catalog.pg_class
    WHERE relnamespace = pg_catalog.to_regnamespace(pg_catalog.quote_ident(network)) AND relkind IN ('r', 'p');
    BEGIN
      EXECUTE 'DROP TABLE ' || old_tables;
      IF pg_catalog.to_regprocedure(pg_catalog.format('%I.touch_version()', network)) IS NOT NULL THEN
        EXECUTE pg_catalog.format('DROP FUNCTION %I.touch_version()', network);
      END IF;
      EXECUTE pg_catalog.format('DROP SCHEMA %I', network);
    EXCEPTION WHEN dependent_objects_still_exist THEN
      RAISE EXCEPTION 'other objects depend on network "%"', network
        USING ERRCODE = 'dependent_objects_still_exist', DETAIL = SQLERRM,
          HINT = 'Drop those views, functions or keys, or build under another name.';
    END;
  END IF;
  EXECUTE pg_catalog.format('ALTER SCHEMA %I RENAME TO %I', building, network);
END $$;
COMMENT ON FUNCTION loopgenie._swap_network(name, name) IS
'Drops the network of a name, if there is one, and gives its name and grants to the one just built.';

-- Locks a network's tables for the drop. Readers lock several of them in an order of their own: whoever
-- held one while waiting for the next could deadlock with them. So this waits on edge alone, and when
-- one of the others is taken it lets go of everything and begins again.
CREATE FUNCTION loopgenie._lock_network(network name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
DECLARE
  others text := (
    SELECT pg_catalog.string_agg(pg_catalog.format('%I.%I', network, relname), ', ') FROM pg_catalog.pg_class
    WHERE relnamespace = pg_catalog.to_regnamespace(pg_catalog.quote_ident(network))
      AND relkind IN ('r', 'p') AND relname <> 'edge');
  edge_is_ours boolean;
BEGIN
  LOOP
    edge_is_ours := false;
    BEGIN
      EXECUTE pg_catalog.format('LOCK TABLE %I.edge IN ACCESS EXCLUSIVE MODE', network);
      edge_is_ours := true;
      EXECUTE pg_catalog.format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE NOWAIT', others);
      RETURN;
    EXCEPTION WHEN lock_not_available THEN
      -- Still waiting for edge, it was the caller's lock_timeout.
      IF NOT edge_is_ours THEN
        RAISE;
      END IF;
      PERFORM pg_catalog.pg_sleep(0.01);
    END;
  END LOOP;
END $$;
COMMENT ON FUNCTION loopgenie._lock_network(name) IS
'Locks all tables of a network exclusively without ever waiting for one while holding another.';

-- Gives a new network the owner and the grants of the one it replaces, on the schema, its tables and columns.
CREATE FUNCTION loopgenie._copy_grants(from_network name, to_network name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
DECLARE
  from_schema oid := pg_catalog.to_regnamespace(pg_catalog.quote_ident(from_network));
  to_schema oid := pg_catalog.to_regnamespace(pg_catalog.quote_ident(to_network));
  command text;
BEGIN
  FOR command IN
    WITH granted AS (
      SELECT 'SCHEMA ' || pg_catalog.quote_ident(to_network) AS what, '' AS columns, nspacl AS acl
      FROM pg_catalog.pg_namespace WHERE oid = from_schema
      UNION ALL
      SELECT pg_catalog.format('TABLE %I.%I', to_network, c.relname), '', c.relacl
      FROM pg_catalog.pg_class c WHERE c.relnamespace = from_schema AND c.relkind IN ('r', 'p')
      UNION ALL
      SELECT pg_catalog.format('TABLE %I.%I', to_network, c.relname), pg_catalog.format(' (%I)', a.attname), a.attacl
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
      WHERE c.relnamespace = from_schema AND c.relkind IN ('r', 'p') AND NOT a.attisdropped
        AND EXISTS (SELECT FROM pg_catalog.pg_attribute n JOIN pg_catalog.pg_class nc ON nc.oid = n.attrelid
                    WHERE nc.relnamespace = to_schema AND nc.relname = c.relname AND n.attname = a.attname AND NOT n.attisdropped)
    )
    SELECT pg_catalog.format('GRANT %s%s ON %s TO %s%s', g.privilege_type, columns, what,
      CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(g.grantee)) END,
      CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
    FROM granted, pg_catalog.aclexplode(acl) AS g
    UNION ALL
    SELECT pg_catalog.format('ALTER %s OWNER TO %I', what, owner) FROM (
      SELECT 'SCHEMA ' || pg_catalog.quote_ident(to_network) AS what, nspowner AS had, pg_catalog.pg_get_userbyid(nspowner) AS owner
      FROM pg_catalog.pg_namespace WHERE oid = from_schema
      UNION ALL
      SELECT pg_catalog.format('TABLE %I.%I', to_network, relname), relowner, pg_catalog.pg_get_userbyid(relowner)
      FROM pg_catalog.pg_class WHERE relnamespace = from_schema AND relkind IN ('r', 'p')) AS owned
    WHERE owner <> current_user
    ORDER BY 1 DESC
  LOOP
    EXECUTE command;
  END LOOP;
END $$;
COMMENT ON FUNCTION loopgenie._copy_grants(name, name) IS
'Gives the schema and tables of one network the owner and grants of another''s.';
-- loopgenie.sync_network: a solver node refreshes its network from the database that holds the trails.

CREATE TYPE loopgenie.sync_result AS (
  network name,
  status text,
  lines bigint,
  edges bigint,
  pull_s double precision,
  build_s double precision,
  swap_s double precision,
  error text,
  hint text);
COMMENT ON TYPE loopgenie.sync_result IS
'How a refresh ended. status: replaced, unchanged, replicated, failed or lost; lines read from the source, edges of the network; seconds to pull (and compare), to build, and to swap (wait for plans under way); what went wrong.';

CREATE FUNCTION loopgenie.sync_network(
  server name,
  source text DEFAULT 'public.geom',
  network name DEFAULT NULL,
  trailheads text DEFAULT NULL,
  snap_m double precision DEFAULT 30,
  force boolean DEFAULT false)
RETURNS loopgenie.sync_result
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
DECLARE
  target name := coalesce(network, pg_catalog.current_setting('loopgenie.network', true), 'trails');
  result loopgenie.sync_result;
BEGIN
  PERFORM loopgenie._require_server(server);
  IF NOT pg_catalog.pg_try_advisory_xact_lock(pg_catalog.hashtextextended('loopgenie.sync_network ' || target, 0)) THEN
    RAISE EXCEPTION 'network "%" is being refreshed already', target
      USING ERRCODE = 'lock_not_available', HINT = 'Wait for the other refresh to end; loopgenie.network_stats() shows when it did.';
  END IF;
  INSERT INTO loopgenie.sync AS s (network, server, source) VALUES (target, server, source)
  ON CONFLICT ON CONSTRAINT sync_pkey DO UPDATE SET server = excluded.server, source = excluded.source;
  -- A failed refresh takes back all it did but this function's own note of it.
  BEGIN
    result := loopgenie._refresh(server, source, target, trailheads, snap_m, force);
    UPDATE loopgenie.sync s SET checked_at = pg_catalog.clock_timestamp(), last_error = NULL, failed_at = NULL
    WHERE s.network = target;
  EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS result.error = MESSAGE_TEXT, result.hint = PG_EXCEPTION_HINT;
    result.network := target;
    result.status := CASE WHEN SQLSTATE = '55000' AND EXISTS (SELECT FROM loopgenie.replication r WHERE r.network = target)
      THEN 'lost' ELSE 'failed' END;
    UPDATE loopgenie.sync s SET last_error = result.error, failed_at = pg_catalog.clock_timestamp() WHERE s.network = target;
    RAISE WARNING 'network "%" was not refreshed: %', target, result.error
      USING HINT = coalesce(nullif(result.hint, ''), 'The old network goes on serving; call again once the source can be read.');
  END;
  RETURN result;
END $$;
COMMENT ON FUNCTION loopgenie.sync_network(name, text, name, text, double precision, boolean) IS
'Refreshes a network from another database, in one transaction: pulls in one snapshot of the source, builds beside the old network, swaps.
server: a foreign server of postgres_fdw with a user mapping. source: table of trails there (schema.table), or schema of a network there, which is
copied as it is. network: the schema to fill, default the setting loopgenie.network. trailheads: a table of points there (schema.table). snap_m: as in build_network.
force: rebuild also when the source has not changed. Tables road, place and camp in the source''s schema come along where they have a network''s columns.
Where replicate_network keeps a copy of the source here, it waits for that to catch up and reads it instead: a followed network is replicated, and
lost says that only another call of replicate_network helps.
Returns one row: status is replaced, unchanged, replicated, failed or lost; a failure is a warning too, is kept for network_stats, and leaves the old network serving.
Errors: 42704 no such server, 55P03 the network is being refreshed already. A cancelled refresh changes nothing.
Example: SELECT status, lines, pull_s, build_s, swap_s, error FROM loopgenie.sync_network(''rds'', ''public.geom'');';

CREATE FUNCTION loopgenie._require_server(server name) RETURNS void
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_foreign_server s JOIN pg_catalog.pg_foreign_data_wrapper w ON w.oid = s.srvfdw
                 WHERE s.srvname = server AND w.fdwname = 'postgres_fdw') THEN
    RAISE EXCEPTION 'there is no foreign server "%" of postgres_fdw', server
      USING ERRCODE = 'undefined_object',
        HINT = 'Create it: CREATE SERVER … FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host …, dbname …, extensions ''postgis'').';
  END IF;
END $$;
COMMENT ON FUNCTION loopgenie._require_server(name) IS 'Raises undefined_object unless a foreign server of postgres_fdw has that name.';
-- The refresh itself. Everything it makes but the network is gone at the end.

CREATE FUNCTION loopgenie._refresh(server name, source text, target name, trailheads text, snap_m double precision, force boolean)
RETURNS loopgenie.sync_result
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
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
          THEN pg_catalog.format('%I.%I', pulled || '_heads', (pg_catalog.parse_ident(trailheads))[2])::regclass END);
      PERFORM loopgenie._copy_tables(pulled, building, '{road,place,camp}');
    ELSE
      PERFORM loopgenie._claim_network(target);
      PERFORM loopgenie._create_network(building);
      result.lines := loopgenie._copy_tables(pulled, building, '{node,edge,trailhead,road,place,camp}');
      pulled_at := pg_catalog.clock_timestamp();
      result.pull_s := loopgenie._seconds_since(started);
    END IF;
    PERFORM loopgenie._finish_network(building, server || ': ' || source);
    result.build_s := loopgenie._seconds_since(pulled_at);
    built_at := pg_catalog.clock_timestamp();
    PERFORM loopgenie._swap_network(building, target);
    result.swap_s := loopgenie._seconds_since(built_at);
    result.status := 'replaced';
    UPDATE loopgenie.sync s SET fingerprint = found, changed_at = pg_catalog.now(), version = loopgenie._version_of(target)
    WHERE s.network = target;
  END IF;
  EXECUTE pg_catalog.format('SELECT count(*) FROM %I.edge', target) INTO result.edges;
  PERFORM loopgenie._drop_pulled(pulled);
  PERFORM loopgenie._drop_pulled((pulled || '_heads')::name);
  RETURN result;
END $$;
COMMENT ON FUNCTION loopgenie._refresh(name, text, name, text, double precision, boolean) IS
'Compares a source with a network and rebuilds or copies it where they differ.';

CREATE FUNCTION loopgenie._import_source(server name, remote name[], pulled name, heads name[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
DECLARE
  raw boolean := pg_catalog.cardinality(remote) = 2;
BEGIN
  PERFORM loopgenie._import(server, remote[1], pulled,
    CASE WHEN raw THEN ARRAY[remote[2]] ELSE '{node,edge,trailhead}'::name[] END, true);
  PERFORM loopgenie._import(server, remote[1], pulled,
    CASE WHEN raw THEN '{road,place,camp}'::name[] ELSE '{road,place,camp,info}'::name[] END, false);
  IF heads IS NOT NULL THEN
    EXECUTE pg_catalog.format('CREATE SCHEMA %I', pulled || '_heads');
    PERFORM loopgenie._import(server, heads[1], (pulled || '_heads')::name, heads[2:2], true);
  END IF;
END $$;
COMMENT ON FUNCTION loopgenie._import_source(name, name[], name, name[]) IS
'Makes foreign tables for what a refresh reads: a trail table and what comes along, or a network.';

-- Foreign tables are made anew for each refresh, so a column that changed at the source, or a table that was
-- dropped and loaded again, is seen as it is now.
CREATE FUNCTION loopgenie._import(server name, remote_schema name, pulled name, tables name[], needed boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
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
-- each column, mixed with that of the geometry. A network's version will do in their place.
CREATE FUNCTION loopgenie._fingerprint(pulled name) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
DECLARE
  tab record;
  geoms name;
  sums text;
  print text;
  prints text[] := '{}';
BEGIN
  IF pg_catalog.to_regclass(pg_catalog.format('%I.info', pulled)) IS NOT NULL THEN
    EXECUTE pg_catalog.format('SELECT max(version::text) FROM %I.info', pulled) INTO print;
    RETURN print;
  END IF;
  FOR tab IN SELECT c.oid, c.relname FROM pg_catalog.pg_class c
             WHERE c.relnamespace = pg_catalog.to_regnamespace(pg_catalog.quote_ident(pulled)) AND c.relkind IN ('f', 'v') ORDER BY c.relname LOOP
    geoms := loopgenie._geom_column(tab.oid, NULL);
    SELECT pg_catalog.string_agg(pg_catalog.format(', sum(%s, geometry_hash(%I)::bigint))', CASE
        WHEN atttypid = 'boolean'::regtype THEN pg_catalog.format('hashint8extended(%I::integer::bigint', attname)
        WHEN atttypid IN ('integer'::regtype, 'bigint'::regtype) THEN pg_catalog.format('hashint8extended(%I::bigint', attname)
        WHEN atttypid = 'double precision'::regtype THEN pg_catalog.format('hashfloat8extended(%I', attname)
        ELSE pg_catalog.format('hashtextextended(%I', attname) END, geoms), '' ORDER BY attnum) INTO sums
    FROM pg_catalog.pg_attribute
    WHERE attrelid = tab.oid AND attnum > 0 AND NOT attisdropped
      AND atttypid IN ('text'::regtype, 'varchar'::regtype, 'boolean'::regtype, 'integer'::regtype, 'bigint'::regtype, 'double precision'::regtype);
    EXECUTE pg_catalog.format('SELECT concat_ws('':'', count(*), sum(geometry_hash(%I))%s) FROM %s', geoms, sums, tab.oid::regclass) INTO print;
    prints := prints || pg_catalog.format('%s=%s', tab.relname, print);
  END LOOP;
  RETURN pg_catalog.array_to_string(prints, ' ');
END $$;
COMMENT ON FUNCTION loopgenie._fingerprint(name) IS
'A text that changes with the rows of the foreign tables, or views, of a schema, worked out at the source.';

CREATE FUNCTION loopgenie._copy_tables(pulled name, into_schema name, tables name[]) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
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

CREATE FUNCTION loopgenie._version_of(network name) RETURNS uuid
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE
  version uuid;
BEGIN
  IF pg_catalog.to_regclass(pg_catalog.format('%I.info', network)) IS NOT NULL THEN
    EXECUTE pg_catalog.format('SELECT version FROM %I.info', network) INTO version;
  END IF;
  RETURN version;
END $$;
COMMENT ON FUNCTION loopgenie._version_of(name) IS 'The version of a network; null where there is none.';

CREATE FUNCTION loopgenie._drop_pulled(pulled name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET client_min_messages = warning AS $$
BEGIN
  EXECUTE pg_catalog.format('DROP SCHEMA IF EXISTS %I CASCADE', pulled);
END $$;
COMMENT ON FUNCTION loopgenie._drop_pulled(name) IS 'Drops what a refresh pulled.';

CREATE FUNCTION loopgenie._seconds_since(started timestamptz) RETURNS double precision
LANGUAGE sql VOLATILE
BEGIN ATOMIC
  SELECT pg_catalog.round(pg_catalog.date_part('epoch', pg_catalog.clock_timestamp() - started)::numeric, 3);
END;
COMMENT ON FUNCTION loopgenie._seconds_since(timestamptz) IS 'Seconds by the clock, to the millisecond.';
-- Talking to the source in the replication protocol, which postgres_fdw does not speak: a connection of dblink that takes
-- host, password and so on from the foreign server. Such a connection also answers plain SQL.

-- What libpq is told: the server's and the user mapping's options, less those that only postgres_fdw knows.
-- An operator's own password is in it: it is never shown, and errors of the statements that it goes into are reworded.
CREATE FUNCTION loopgenie._source_address(server name) RETURNS text
LANGUAGE sql STABLE STRICT SET search_path FROM CURRENT
BEGIN ATOMIC
  SELECT pg_catalog.string_agg(pg_catalog.format('%s=''%s''', option_name,
    pg_catalog.replace(pg_catalog.replace(option_value, '\', '\\'), '''', '\''')), ' ' ORDER BY option_name)
  FROM (
    SELECT o.* FROM pg_catalog.pg_foreign_server s, pg_catalog.pg_options_to_table(s.srvoptions) AS o WHERE s.srvname = server
    UNION ALL
    SELECT o.* FROM (SELECT umoptions FROM pg_catalog.pg_user_mappings m WHERE m.srvname = server AND m.usename IN (current_user, 'public')
                     ORDER BY m.usename = 'public' LIMIT 1) AS mapping, pg_catalog.pg_options_to_table(mapping.umoptions) AS o) AS option
  WHERE option_name IN ('host', 'hostaddr', 'port', 'dbname', 'user', 'password', 'passfile', 'connect_timeout', 'options', 'application_name',
    'keepalives', 'keepalives_idle', 'keepalives_interval', 'keepalives_count', 'tcp_user_timeout', 'service', 'gssencmode', 'channel_binding',
    'sslmode', 'sslcompression', 'sslcert', 'sslkey', 'sslpassword', 'sslrootcert', 'sslcrl', 'sslcrldir', 'sslsni',
    'ssl_min_protocol_version', 'ssl_max_protocol_version', 'target_session_attrs');
END;
COMMENT ON FUNCTION loopgenie._source_address(name) IS 'The connection string of a foreign server for the current user, its password included.';

CREATE FUNCTION loopgenie._dblink(function text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE
  place text := (SELECT pg_catalog.quote_ident(n.nspname) FROM pg_catalog.pg_extension e
                   JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'dblink');
BEGIN
  IF place IS NULL THEN
    RAISE EXCEPTION 'replication needs the extension dblink'
      USING ERRCODE = 'undefined_object', HINT = 'It comes with Postgres: CREATE EXTENSION dblink.';
  END IF;
  RETURN place || '.' || function;
END $$;
COMMENT ON FUNCTION loopgenie._dblink(text) IS 'The name of a function of dblink, in the schema where that extension is.';

CREATE FUNCTION loopgenie._open_source(server name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
DECLARE
  reason text;
BEGIN
  PERFORM loopgenie._close_source();
  BEGIN
    EXECUTE 'SELECT ' || loopgenie._dblink('dblink_connect($1, $2)')
    USING 'loopgenie_source', loopgenie._source_address(server) || ' replication=database';
  EXCEPTION WHEN sqlclient_unable_to_establish_sqlconnection THEN
    GET STACKED DIAGNOSTICS reason = PG_EXCEPTION_DETAIL;
    RAISE EXCEPTION 'could not connect to server "%"', server
      USING ERRCODE = 'sqlclient_unable_to_establish_sqlconnection', DETAIL = pg_catalog.btrim(reason, E' \n'), HINT = CASE
        WHEN reason ~ 'replication role|REPLICATION attribute|start walsender|start WAL sender'
        THEN 'Let the source''s role replicate: on Amazon RDS GRANT rds_replication TO it, elsewhere ALTER ROLE … REPLICATION.'
        ELSE 'Check host, password, certificate and firewall; what was copied goes on serving.' END;
  END;
END $$;
COMMENT ON FUNCTION loopgenie._open_source(name) IS 'Opens the connection loopgenie_source to a foreign server, in the replication protocol.';

CREATE FUNCTION loopgenie._close_source() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
DECLARE
  open_ones text[];
BEGIN
  EXECUTE 'SELECT ' || loopgenie._dblink('dblink_get_connections()') INTO open_ones;
  IF 'loopgenie_source' = ANY (open_ones) THEN
    EXECUTE 'SELECT ' || loopgenie._dblink('dblink_disconnect($1)') USING 'loopgenie_source';
  END IF;
END $$;
COMMENT ON FUNCTION loopgenie._close_source() IS 'Closes the connection loopgenie_source, if it is open.';

CREATE FUNCTION loopgenie._tell_source(command text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
BEGIN
  EXECUTE 'SELECT ' || loopgenie._dblink('dblink_exec($1, $2)') USING 'loopgenie_source', command;
END $$;
COMMENT ON FUNCTION loopgenie._tell_source(text) IS 'Runs a command that returns no row at loopgenie_source.';

CREATE FUNCTION loopgenie._ask_source(question text) RETURNS SETOF jsonb
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
BEGIN
  RETURN QUERY EXECUTE pg_catalog.format('SELECT answer FROM %s AS t(answer jsonb)', loopgenie._dblink('dblink($1, $2)'))
    USING 'loopgenie_source', pg_catalog.format('SELECT pg_catalog.to_jsonb(q) FROM (%s) AS q', question);
END $$;
COMMENT ON FUNCTION loopgenie._ask_source(text) IS 'Runs a query at loopgenie_source; each row comes as an object.';
-- Whether a source can be followed, found out before anything is made there or here.

-- The tables wanted: those of a network, or the trail table with what comes along.
CREATE FUNCTION loopgenie._wanted_tables(source text, trailheads text, OUT schema name, OUT name name, OUT needed boolean) RETURNS SETOF record
LANGUAGE plpgsql IMMUTABLE SET search_path FROM CURRENT AS $$
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
    FROM pg_catalog.unnest('{node,edge,trailhead,road,place,camp}'::name[]) AS t WHERE pg_catalog.cardinality(named) = 1
    UNION ALL SELECT named[1], named[2], true WHERE pg_catalog.cardinality(named) = 2
    UNION ALL SELECT named[1], t, false
    FROM pg_catalog.unnest('{road,place,camp}'::name[]) AS t WHERE pg_catalog.cardinality(named) = 2 AND t <> named[2]
    UNION ALL SELECT heads[1], heads[2], true WHERE heads IS NOT NULL;
END $$;
COMMENT ON FUNCTION loopgenie._wanted_tables(text, text) IS
'The tables to replicate of a source: a network''s, or a trail table, its trailheads and road, place and camp beside it.';

-- What they are at the source: identity as Postgres has it (d primary key, f all columns, n nothing, i an index), the columns that say
-- which row is meant, and whether the publication has the table. Types come without their schema, which may be another one here.
CREATE FUNCTION loopgenie._describe_tables(source text, trailheads text, publication name) RETURNS TABLE (
  schema name, name name, needed boolean, id oid, kind text, identity text, key text[], columns jsonb, published boolean)
LANGUAGE sql VOLATILE SET search_path FROM CURRENT
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
CREATE FUNCTION loopgenie._require_replicable(source text, trailheads text, publication name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
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

CREATE FUNCTION loopgenie._require_publication(whole boolean, has text[], source text, trailheads text, publication name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
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
        HINT = 'Make one for the solver alone: a trail table, its trailheads, road, place and camp; or a network''s tables without info and twin.';
  ELSIF NOT whole THEN
    RAISE EXCEPTION 'publication "%" leaves out some kinds of changes', publication
      USING ERRCODE = 'object_not_in_prerequisite_state',
        HINT = pg_catalog.format('ALTER PUBLICATION %I SET (publish = ''insert, update, delete, truncate'')', publication);
  END IF;
END $$;
COMMENT ON FUNCTION loopgenie._require_publication(boolean, text[], text, text, name) IS
'Raises unless a publication exists, has the tables wanted and no others, and publishes all kinds of changes.';
-- The first copy: every table in the one snapshot from which the new slot goes on, so nothing is missed or applied twice. Postgres' own
-- initial copy takes table by table, each in a snapshot of its own, and shows them half full meanwhile.

CREATE FUNCTION loopgenie._begin_copy(slot name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM loopgenie._tell_source('BEGIN READ ONLY ISOLATION LEVEL REPEATABLE READ');
  EXECUTE pg_catalog.format('SELECT slot_name FROM %s AS t(slot_name text, consistent_point text, snapshot_name text, output_plugin text)',
    loopgenie._dblink('dblink($1, $2)'))
  USING 'loopgenie_source', pg_catalog.format('CREATE_REPLICATION_SLOT %I LOGICAL pgoutput USE_SNAPSHOT', slot);
END $$;
COMMENT ON FUNCTION loopgenie._begin_copy(name) IS 'Makes a slot at loopgenie_source and shows that connection the rows as of it.';

-- Columns are matched by name, as replication does later.
CREATE FUNCTION loopgenie._copy_from_source(schema name, name name, columns jsonb, copy regclass) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
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
CREATE FUNCTION loopgenie._create_replica(schema name, name name, columns jsonb, key text[]) RETURNS regclass
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
BEGIN
  IF pg_catalog.to_regclass(pg_catalog.format('%I.%I', schema, name)) IS NOT NULL THEN
    RAISE EXCEPTION 'there is a table %.% here already', schema, name
      USING ERRCODE = 'duplicate_table', HINT = 'Replication fills a table of the same name as at the source: rename or drop the one here.';
  ELSIF pg_catalog.to_regnamespace(pg_catalog.quote_ident(schema)) IS NULL THEN
    EXECUTE pg_catalog.format('CREATE SCHEMA %I', schema);
  END IF;
  EXECUTE pg_catalog.format('CREATE TABLE %I.%I (%s%s)', schema, name,
    (SELECT pg_catalog.string_agg(pg_catalog.format('%I %s', c, CASE WHEN pg_catalog.to_regtype(type) IS NULL THEN 'text' ELSE type END), ', ')
     FROM pg_catalog.jsonb_each_text(columns) AS column_there(c, type)),
    (SELECT pg_catalog.format(', PRIMARY KEY (%s)', pg_catalog.string_agg(pg_catalog.quote_ident(k), ', '))
     FROM pg_catalog.unnest(key) AS k HAVING pg_catalog.count(*) > 0));
  RETURN pg_catalog.format('%I.%I', schema, name)::regclass;
END $$;
COMMENT ON FUNCTION loopgenie._create_replica(name, name, jsonb, text[]) IS
'Makes the empty local table for one of the source''s.';

-- Views of the copies stand where a refresh from afar has foreign tables.
CREATE FUNCTION loopgenie._view_replicas(followed loopgenie.replication, pulled name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
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

CREATE FUNCTION loopgenie._drop_replicas(followed loopgenie.replication) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET client_min_messages = warning AS $$
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
-- loopgenie.replicate_network and end_replication: an always-on node follows its source by logical replication.
--
-- Procedures, because a slot at the source is not taken back by a ROLLBACK here: its name is written down and committed before it is made,
-- so one that a crash leaves behind is known, and dropped by the next call of either. They name everything in full because a procedure
-- that commits can have no search_path of its own.

CREATE PROCEDURE loopgenie.replicate_network(
  server name,
  source text DEFAULT 'public.geom',
  network name DEFAULT NULL,
  trailheads text DEFAULT NULL,
  snap_m double precision DEFAULT 30,
  publication name DEFAULT 'loopgenie',
  INOUT result loopgenie.sync_result DEFAULT NULL)
LANGUAGE plpgsql AS $$
DECLARE
  target name := loopgenie._followed_name(source, network);
  failed text;
  message text;
  detail text;
  hint text;
BEGIN
  PERFORM loopgenie._note_replication(server, source, target, trailheads, publication);
  COMMIT;
  BEGIN
    PERFORM loopgenie._start_replication(target);
  EXCEPTION WHEN query_canceled OR OTHERS THEN
    GET STACKED DIAGNOSTICS failed = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
  END;
  COMMIT;
  PERFORM loopgenie._drop_slots(target);
  COMMIT;
  IF failed IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = failed, MESSAGE = message, DETAIL = detail, HINT = hint;
  END IF;
  result := loopgenie.sync_network(server, source, target, trailheads, snap_m);
END $$;
COMMENT ON PROCEDURE loopgenie.replicate_network(name, text, name, text, double precision, name, loopgenie.sync_result) IS
'Copies a trail table, or a network, from another database and keeps the copy up to date by logical replication.
server: a foreign server of postgres_fdw with a user mapping, whose role may replicate. source: table of trails there (schema.table), or schema of a network
there. network: the schema to fill, default the setting loopgenie.network; a network keeps the name it has there. trailheads, snap_m: as in sync_network.
publication: there, with the trail table, its trailheads, road, place and camp, or a network''s tables without info and twin.
A network''s rows are planned on as they arrive; from a trail table''s copy sync_network rebuilds the network when it has changed.
The old network serves until the first copy is whole. Call it again when sync_network says that the copy is lost: everything is copied anew.
Not inside a transaction. Needs the extension dblink, and a superuser.
Errors: 2D000 inside a transaction, 55000 what has to be changed at the source first (wal_level, primary key, publication), 42704 no such server or publication,
42P01 no such table, 42P07 a table of that name is here already. On any error the old state stays and no slot is left behind.
Example: CALL loopgenie.replicate_network(''rds'', ''public.geom'');';

CREATE PROCEDURE loopgenie.end_replication(network name DEFAULT NULL)
LANGUAGE plpgsql AS $$
DECLARE
  target name := coalesce(network, pg_catalog.current_setting('loopgenie.network', true), 'trails');
BEGIN
  PERFORM loopgenie._stop_replication(target);
  COMMIT;
  PERFORM loopgenie._drop_slots(target);
  COMMIT;
END $$;
COMMENT ON PROCEDURE loopgenie.end_replication(name) IS
'Ends what replicate_network began, before a node goes away: drops the slot at the source, which would keep its log for ever.
network: default the setting loopgenie.network; it stays as it is and serves. Not inside a transaction. Where the source does not answer there is a warning:
call it again later, or drop the slot there by hand. Errors: 42704 the network is not replicated, 2D000 inside a transaction.
Example: CALL loopgenie.end_replication(''trails'');';

CREATE FUNCTION loopgenie._followed_name(source text, network name) RETURNS name
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE
  named name[] := pg_catalog.parse_ident(source);
BEGIN
  IF pg_catalog.cardinality(named) > 1 THEN
    RETURN coalesce(network, pg_catalog.current_setting('loopgenie.network', true), 'trails');
  ELSIF network <> named[1] THEN
    RAISE EXCEPTION 'network "%" cannot follow schema "%"', network, named[1]
      USING ERRCODE = 'invalid_name', HINT = 'Postgres replicates into a table of the same name: leave network out.';
  END IF;
  RETURN named[1];
END $$;
COMMENT ON FUNCTION loopgenie._followed_name(text, name) IS 'The network that follows a source.';

-- Asks the source whether it can work, then writes down the slot to be made.
CREATE FUNCTION loopgenie._note_replication(server name, source text, target name, trailheads text, publication name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
DECLARE
  slot name := pg_catalog.format('loopgenie_%s_%s', pg_catalog.left(pg_catalog.regexp_replace(pg_catalog.lower(target), '[^a-z0-9_]', '_', 'g'), 40),
    pg_catalog.substr(pg_catalog.md5(pg_catalog.gen_random_uuid()::text), 1, 8));
  known loopgenie.replication;
BEGIN
  PERFORM loopgenie._require_server(server);
  PERFORM loopgenie._require_replaceable(target);
  PERFORM loopgenie._open_source(server);
  PERFORM loopgenie._require_replicable(source, trailheads, publication);
  PERFORM loopgenie._close_source();
  SELECT * INTO known FROM loopgenie.replication r WHERE r.network = target;
  IF (known.server, known.source, known.trailheads, known.publication) IS DISTINCT FROM (server, source, trailheads, publication)
     AND pg_catalog.cardinality(known.slots) > 0 THEN
    RAISE EXCEPTION 'network "%" follows % of server "%" by publication "%" already', target, known.source, known.server, known.publication
      USING ERRCODE = 'object_in_use', HINT = pg_catalog.format('End that first: CALL loopgenie.end_replication(%L).', target);
  END IF;
  INSERT INTO loopgenie.replication AS r (network, server, source, trailheads, publication, slots)
  VALUES (target, server, source, trailheads, publication, ARRAY[slot])
  ON CONFLICT ON CONSTRAINT replication_pkey DO UPDATE SET server = excluded.server, source = excluded.source,
    trailheads = excluded.trailheads, publication = excluded.publication, slots = r.slots || excluded.slots;
END $$;
COMMENT ON FUNCTION loopgenie._note_replication(name, text, name, text, name) IS
'Records a replication that is about to start, under a new slot''s name.';
-- The steps of replicate_network and end_replication, each a transaction.

CREATE FUNCTION loopgenie._start_replication(target name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
DECLARE
  building name := 'loopgenie_build_' || pg_catalog.pg_backend_pid();
  followed loopgenie.replication;
  made name;
  is_network boolean;
  tab record;
  copied jsonb := '{}';
BEGIN
  PERFORM loopgenie._claim_network(target, replicated => true);
  SELECT * INTO followed FROM loopgenie.replication r WHERE r.network = target;
  made := followed.slots[pg_catalog.cardinality(followed.slots)];
  is_network := pg_catalog.cardinality(pg_catalog.parse_ident(followed.source)) = 1;
  PERFORM loopgenie._open_source(followed.server);
  PERFORM loopgenie._begin_copy(made);
  IF is_network THEN
    PERFORM loopgenie._create_network(building);
  ELSE
    PERFORM loopgenie._unsubscribe(followed.slot);
    PERFORM loopgenie._drop_replicas(followed);
  END IF;
  FOR tab IN SELECT * FROM loopgenie._describe_tables(followed.source, followed.trailheads, followed.publication) WHERE published LOOP
    PERFORM loopgenie._copy_from_source(tab.schema, tab.name, tab.columns, CASE WHEN is_network
      THEN pg_catalog.format('%I.%I', building, tab.name)::regclass
      ELSE loopgenie._create_replica(tab.schema, tab.name, tab.columns, tab.key) END);
    copied := copied || pg_catalog.jsonb_build_object(pg_catalog.format('%I.%I', tab.schema, tab.name), tab.id::bigint);
  END LOOP;
  PERFORM loopgenie._close_source();
  IF is_network THEN
    PERFORM loopgenie._finish_network(building, followed.server || ': ' || followed.source);
    PERFORM loopgenie._unsubscribe(followed.slot);
    PERFORM loopgenie._swap_network(building, target);
  END IF;
  PERFORM loopgenie._subscribe(followed, made);
  UPDATE loopgenie.replication r SET slot = made, tables = copied WHERE r.network = target;
END $$;
COMMENT ON FUNCTION loopgenie._start_replication(name) IS
'Makes the slot last written down for a network, copies the tables as of it, and subscribes to what comes after.';

CREATE FUNCTION loopgenie._subscribe(followed loopgenie.replication, slot name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
DECLARE
  reason text;
BEGIN
  EXECUTE pg_catalog.format('CREATE SUBSCRIPTION %I CONNECTION %L PUBLICATION %I WITH (slot_name = %1$L, create_slot = false, copy_data = false)',
    slot, loopgenie._source_address(followed.server), followed.publication);
-- The statement has the password in it, and the context of its own error would show it.
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS reason = MESSAGE_TEXT;
  RAISE EXCEPTION 'could not subscribe to "%": %', followed.publication, reason
    USING ERRCODE = SQLSTATE, HINT = 'Call it as a superuser; the log of this server may say more.';
END $$;
COMMENT ON FUNCTION loopgenie._subscribe(loopgenie.replication, name) IS
'Subscribes to a publication from a slot that exists, without copying.';

CREATE FUNCTION loopgenie._subscription_enabled(subscription name) RETURNS boolean
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT s.subenabled FROM pg_catalog.pg_subscription s JOIN pg_catalog.pg_database d ON d.oid = s.subdbid
  WHERE s.subname = subscription AND d.datname = pg_catalog.current_database();
END;
COMMENT ON FUNCTION loopgenie._subscription_enabled(name) IS 'Whether a subscription of this database is enabled; null where there is none.';

-- Without its slot a subscription may be dropped in a transaction; the slot itself is _drop_slots'.
CREATE FUNCTION loopgenie._unsubscribe(subscription name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
BEGIN
  IF loopgenie._subscription_enabled(subscription) IS NOT NULL THEN
    EXECUTE pg_catalog.format('ALTER SUBSCRIPTION %I DISABLE', subscription);
    EXECUTE pg_catalog.format('ALTER SUBSCRIPTION %I SET (slot_name = NONE)', subscription);
    EXECUTE pg_catalog.format('DROP SUBSCRIPTION %I', subscription);
  END IF;
END $$;
COMMENT ON FUNCTION loopgenie._unsubscribe(name) IS 'Drops a subscription of this database, if there is one, and leaves its slot.';

CREATE FUNCTION loopgenie._stop_replication(target name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
DECLARE
  followed loopgenie.replication;
BEGIN
  SELECT * INTO followed FROM loopgenie.replication r WHERE r.network = target;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'network "%" is not replicated', target
      USING ERRCODE = 'undefined_object', HINT = 'Those that are: SELECT network, server, source FROM loopgenie.replication.';
  END IF;
  PERFORM loopgenie._unsubscribe(followed.slot);
  PERFORM loopgenie._drop_replicas(followed);
  UPDATE loopgenie.replication r SET slot = NULL, tables = NULL WHERE r.network = target;
END $$;
COMMENT ON FUNCTION loopgenie._stop_replication(name) IS 'Ends a network''s subscription; its slot is still at the source.';

-- Drops all slots that a network once had at the source but the one in use, and forgets the network when none is left. A slot is still taken
-- for a moment after its subscription is gone.
CREATE FUNCTION loopgenie._drop_slots(target name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
DECLARE
  followed loopgenie.replication;
  unused name[];
BEGIN
  SELECT * INTO followed FROM loopgenie.replication r WHERE r.network = target;
  unused := pg_catalog.array_remove(followed.slots, followed.slot);
  IF pg_catalog.cardinality(unused) > 0 THEN
    PERFORM loopgenie._open_source(followed.server);
    FOR attempt IN 1..50 LOOP
      PERFORM loopgenie._ask_source(pg_catalog.format(
        'SELECT pg_catalog.pg_drop_replication_slot(slot_name) FROM pg_catalog.pg_replication_slots WHERE slot_name = ANY (%L) AND NOT active', unused));
      EXIT WHEN NOT EXISTS (SELECT FROM loopgenie._ask_source(pg_catalog.format(
        'SELECT FROM pg_catalog.pg_replication_slots WHERE slot_name = ANY (%L)', unused)));
      IF attempt = 50 THEN
        RAISE EXCEPTION 'they are in use' USING ERRCODE = 'object_in_use';
      END IF;
      PERFORM pg_catalog.pg_sleep(0.2);
    END LOOP;
    PERFORM loopgenie._close_source();
    UPDATE loopgenie.replication r SET slots = pg_catalog.array_remove(ARRAY[r.slot], NULL) WHERE r.network = target;
  END IF;
  DELETE FROM loopgenie.replication r WHERE r.network = target AND r.slots = '{}';
EXCEPTION WHEN OTHERS THEN
  RAISE WARNING 'at server "%" the replication slots % could not be dropped: %', followed.server, pg_catalog.array_to_string(unused, ', '), SQLERRM
    USING HINT = 'While they are there the source keeps its log for them: call loopgenie.end_replication again, or pg_drop_replication_slot there.';
END $$;
COMMENT ON FUNCTION loopgenie._drop_slots(name) IS 'Drops the slots at the source that a network no longer uses; warns where it cannot.';
-- How a replication goes: what sync_network asks of a network that follows its source.

CREATE FUNCTION loopgenie._followed_source(server name, source text, target name, trailheads text) RETURNS loopgenie.replication
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE
  followed loopgenie.replication;
BEGIN
  SELECT * INTO followed FROM loopgenie.replication r WHERE r.network = target AND r.slot IS NOT NULL;
  IF FOUND AND (followed.server, followed.source, followed.trailheads) IS DISTINCT FROM (server, source, trailheads) THEN
    RAISE EXCEPTION 'network "%" follows % of server "%"', target, followed.source, followed.server
      USING ERRCODE = 'object_in_use', HINT = pg_catalog.format('Refresh it from there, or end that first: CALL loopgenie.end_replication(%L).', target);
  END IF;
  RETURN followed;
END $$;
COMMENT ON FUNCTION loopgenie._followed_source(name, text, name, text) IS
'What is recorded of the replication that fills a network; null where there is none.';

-- Raises object_not_in_prerequisite_state where only a new copy helps, anything else where it may pass. Waits until what was committed
-- at the source before the call is here, as a refresh would have brought it.
CREATE FUNCTION loopgenie._require_following(followed loopgenie.replication) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
DECLARE
  lost text := loopgenie._why_lost_here(followed);
  there record;
  behind bigint;
BEGIN
  PERFORM loopgenie._open_source(followed.server);
  SELECT t.* INTO there FROM loopgenie._ask_source(pg_catalog.format($ask$
    SELECT pg_catalog.pg_current_wal_lsn() AS now_at, s.slot_name IS NOT NULL AS has_slot,
      s.wal_status = 'lost' OR coalesce(pg_catalog.to_jsonb(s) ->> 'invalidation_reason', '') <> '' AS slot_lost
    FROM (SELECT) AS one LEFT JOIN pg_catalog.pg_replication_slots s ON s.slot_name = %L$ask$, followed.slot)) AS answer,
    pg_catalog.jsonb_to_record(answer) AS t(now_at pg_lsn, has_slot boolean, slot_lost boolean);
  lost := coalesce(lost, CASE WHEN NOT there.has_slot THEN 'its slot at the source is gone'
    WHEN there.slot_lost THEN 'its slot at the source was given up, as its log had grown over max_slot_wal_keep_size' END, loopgenie._why_lost_there(followed));
  IF lost IS NOT NULL THEN
    RAISE EXCEPTION 'network "%" no longer follows %: %', followed.network, followed.source, lost
      USING ERRCODE = 'object_not_in_prerequisite_state',
        HINT = pg_catalog.format('Copy it anew: CALL loopgenie.replicate_network(%L, %L, %L). Until then the old rows serve.',
          followed.server, followed.source, followed.network);
  END IF;
  IF loopgenie._readdress(followed) THEN
    PERFORM loopgenie._close_source();
    RETURN;
  END IF;
  FOR attempt IN 1..150 LOOP
    SELECT (answer ->> 'behind')::bigint INTO behind FROM loopgenie._ask_source(pg_catalog.format(
      'SELECT pg_catalog.pg_wal_lsn_diff(%L, confirmed_flush_lsn) AS behind FROM pg_catalog.pg_replication_slots WHERE slot_name = %L',
      there.now_at, followed.slot)) AS answer;
    EXIT WHEN behind <= 0;
    PERFORM pg_catalog.pg_sleep(0.1);
  END LOOP;
  PERFORM loopgenie._close_source();
  IF behind > 0 THEN
    RAISE EXCEPTION 'network "%" is % bytes of log behind its source', followed.network, behind
      USING ERRCODE = 'lock_not_available', HINT = 'If that does not pass, the log of this server says why rows cannot be applied.';
  END IF;
END $$;
COMMENT ON FUNCTION loopgenie._require_following(loopgenie.replication) IS
'Waits for a followed network''s copy to catch up with its source; raises where it cannot.';

-- The subscription has an address of its own; a password that was changed in the user mapping is handed on. It works from the commit on, so
-- there is nothing to wait for before.
CREATE FUNCTION loopgenie._readdress(followed loopgenie.replication) RETURNS boolean
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
DECLARE
  address text := loopgenie._source_address(followed.server);
BEGIN
  IF address <> (SELECT s.subconninfo FROM pg_catalog.pg_subscription s JOIN pg_catalog.pg_database d ON d.oid = s.subdbid
                 WHERE s.subname = followed.slot AND d.datname = pg_catalog.current_database()) THEN
    EXECUTE pg_catalog.format('ALTER SUBSCRIPTION %I CONNECTION %L', followed.slot, address);
    RETURN true;
  END IF;
  RETURN false;
EXCEPTION WHEN OTHERS THEN -- whose context has the password
  RAISE EXCEPTION 'could not change the connection of subscription "%": %', followed.slot, SQLERRM USING ERRCODE = SQLSTATE;
END $$;
COMMENT ON FUNCTION loopgenie._readdress(loopgenie.replication) IS 'Gives a subscription the present address of its server; whether it had another.';

CREATE FUNCTION loopgenie._why_lost_here(followed loopgenie.replication) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT CASE
    WHEN loopgenie._subscription_enabled((followed).slot) IS NULL THEN 'its subscription is gone'
    WHEN NOT loopgenie._subscription_enabled((followed).slot) THEN 'its subscription is disabled'
    WHEN EXISTS (SELECT FROM pg_catalog.jsonb_object_keys((followed).tables) AS copy
                 WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_subscription_rel r WHERE r.srrelid = pg_catalog.to_regclass(copy)))
      THEN 'a table here was dropped' END;
END;
COMMENT ON FUNCTION loopgenie._why_lost_here(loopgenie.replication) IS 'What of a replication is broken on this side; null if nothing.';

-- A table that was dropped and created again, as ogr2ogr -overwrite does, has another oid; it also left its publication, unless that takes
-- whole schemas, and then its new rows would be added to the old ones.
CREATE FUNCTION loopgenie._why_lost_there(followed loopgenie.replication) RETURNS text
LANGUAGE sql VOLATILE SET search_path FROM CURRENT
BEGIN ATOMIC
  SELECT pg_catalog.string_agg(t.copy || CASE WHEN d.id IS NULL THEN ' was dropped at the source'
      WHEN d.id::bigint <> t.was THEN ' was dropped and created again at the source'
      ELSE pg_catalog.format(' is no longer in publication "%s"', (followed).publication) END, ', ')
  FROM (SELECT key AS copy, value::bigint AS was FROM pg_catalog.jsonb_each_text((followed).tables)) AS t
    LEFT JOIN loopgenie._describe_tables((followed).source, (followed).trailheads, (followed).publication) AS d
      ON pg_catalog.format('%I.%I', d.schema, d.name) = t.copy
  WHERE d.id IS NULL OR d.id::bigint <> t.was OR NOT d.published;
END;
COMMENT ON FUNCTION loopgenie._why_lost_there(loopgenie.replication) IS 'Which tables of a replication are no longer what was copied; null if none.';
-- The spatial SQL behind plan_loop, bound to PostGIS at creation: callers need not have its
-- schema in their search_path. All of it computes from its arguments alone.

GRANT USAGE ON SCHEMA loopgenie TO PUBLIC;

CREATE FUNCTION loopgenie.latitude(point geometry) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT ST_Y(point);
END;
COMMENT ON FUNCTION loopgenie.latitude(geometry) IS
'The latitude of a point in EPSG:4326, in degrees.';

CREATE FUNCTION loopgenie.longitude(point geometry) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT ST_X(point);
END;
COMMENT ON FUNCTION loopgenie.longitude(geometry) IS
'The longitude of a point in EPSG:4326, in degrees.';

CREATE FUNCTION loopgenie.geodesic_m(lat double precision, lon double precision, geom geometry)
RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT ST_Distance(ST_Point(lon, lat, 4326)::geography, geom::geography);
END;
COMMENT ON FUNCTION loopgenie.geodesic_m(double precision, double precision, geometry) IS
'Metres on the WGS 84 ellipsoid from a place in degrees to a geometry.
Example: SELECT loopgenie.geodesic_m(42.5063, 1.5218, geom) FROM trails.trailhead';

CREATE FUNCTION loopgenie.walked_line(geoms geometry[], reversed boolean[]) RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT ST_MakeLine(array_agg(CASE WHEN r THEN ST_Reverse(g) ELSE g END ORDER BY i))
  FROM unnest(geoms, reversed) WITH ORDINALITY AS e(g, r, i);
END;
COMMENT ON FUNCTION loopgenie.walked_line(geometry[], boolean[]) IS
'One line along edges in walking order, each turned where it is walked from target to source.';

CREATE FUNCTION loopgenie.setting_out(line geometry, from_end boolean) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT coalesce(degrees(ST_Azimuth(ST_StartPoint(way)::geography,
    ST_LineInterpolatePoint(way, least(1, 100 / greatest(ST_Length(way::geography), 1)))::geography)), 0)
  FROM (SELECT CASE WHEN from_end THEN ST_Reverse(line) ELSE line END AS way) AS turned;
END;
COMMENT ON FUNCTION loopgenie.setting_out(geometry, boolean) IS
'The direction of the first 100 m of a line, or of its last ones from its end, in degrees clockwise from north.';

CREATE FUNCTION loopgenie.is_road(kind text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT coalesce(kind = ANY ('{road,living_street,residential,service,unclassified,tertiary,secondary,primary,trunk}'), false);
END;
COMMENT ON FUNCTION loopgenie.is_road(text) IS
'Whether an edge of that kind is a road that joins trails: what avoid_roads leaves out.';

CREATE FUNCTION loopgenie.walked_names(names text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT coalesce(array_agg(name ORDER BY i), '{}')
  FROM (SELECT name, i, lag(name) OVER (ORDER BY i) AS before
        FROM unnest(names) WITH ORDINALITY AS n(name, i)
        WHERE name <> '') AS named
  WHERE name IS DISTINCT FROM before;
END;
COMMENT ON FUNCTION loopgenie.walked_names(text[]) IS
'Trail names in walking order, nameless ones left out, no name twice in a row.';
-- The spatial SQL behind driving over a network's roads, bound to PostGIS at creation like 60-spatial.sql.
-- degrees_apart is inlined where it is called, so that the index on road.geom serves it.

CREATE FUNCTION loopgenie.degrees_apart(a geometry, b geometry) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT a <-> b;
END;
COMMENT ON FUNCTION loopgenie.degrees_apart(geometry, geometry) IS
'The distance of two geometries in degrees, to find near ones by index.';

CREATE FUNCTION loopgenie.place_point(lat double precision, lon double precision) RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT ST_Point(lon, lat, 4326);
END;
COMMENT ON FUNCTION loopgenie.place_point(double precision, double precision) IS
'A place in degrees as a point in EPSG:4326.';

CREATE FUNCTION loopgenie.snap_to_road(lat double precision, lon double precision, road geometry,
  OUT fraction double precision, OUT gap_m double precision)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT foot.at, ST_Distance(ST_LineInterpolatePoint(road, foot.at)::geography, ST_Point(lon, lat, 4326)::geography)
  FROM (SELECT ST_LineLocatePoint(ST_Scale(road, cos(radians(lat)), 1), ST_Point(lon * cos(radians(lat)), lat, 4326)) AS at) AS foot;
END;
COMMENT ON FUNCTION loopgenie.snap_to_road(double precision, double precision, geometry) IS
'Where along a road a place is nearest (fraction 0 to 1), and how many metres off.';
-- What people plan with.

CREATE TYPE planned_loop AS (
  rank integer,
  score double precision,
  bound double precision,
  proven boolean,
  shape text,
  trailhead_id bigint,
  trailhead text,
  drive_km double precision,
  hike_mi double precision,
  repeat_mi double precision,
  ascent_m double precision,
  trails text[],
  nodes bigint[],
  edges bigint[],
  geom geometry
);
COMMENT ON TYPE planned_loop IS
'A loop hike as plan_loop answers it.
rank: 1 is the best. score: 1 is perfect. bound: the best score any answer to the request could have. proven: the score is within 0.005 of it.
shape: loop, figure_eight, lollipop or out_and_back. drive_km: from the place to the trailhead. hike_mi: the length. repeat_mi: walked a second time.
ascent_m: climbed in all, null where any edge''s is unknown. trails: names in walking order. nodes, edges: ids in walking order, nodes has one more, its first and last are the trailhead''s. geom: LineString in EPSG:4326.';

-- A plan runs for milliseconds where an operator runs for microseconds: the cost is in units
-- of cpu_operator_cost (0.0025), so 100,000 says about as much as reading 250 pages.
CREATE FUNCTION plan_loop(
  lat double precision,
  lon double precision,
  drive_km double precision,
  hike_mi double precision,
  loops integer DEFAULT 1,
  tolerance double precision DEFAULT 0.10,
  max_repeat double precision DEFAULT 0.5,
  network text DEFAULT NULL,
  max_ascent_m double precision DEFAULT NULL,
  avoid_roads boolean DEFAULT false,
  heading double precision DEFAULT NULL,
  effort bigint DEFAULT NULL,
  seed integer DEFAULT 0
) RETURNS SETOF planned_loop
AS 'MODULE_PATHNAME', 'loopgenie_plan_loop'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 100000 ROWS 1;
COMMENT ON FUNCTION plan_loop(double precision, double precision, double precision, double precision, integer, double precision, double precision, text, double precision, boolean, double precision, bigint, integer) IS
'Plans the best loop hikes of a given length from any trailhead within a drive.
lat, lon: the place, in degrees. drive_km: how far to drive, over 0 up to 1,000 km. hike_mi: how long to hike, over 0 up to 500 miles.
loops: how many to answer, 1 to 20; each shares at most 60 % of its length with any better one. tolerance: how far off the asked length, 0 to 0.5 of it.
max_repeat: how much of the loop may be walked twice, 0 to 0.5 of it. network: the schema of the trail network, by default the setting loopgenie.network.
max_ascent_m: how much to climb at most, 0 to 100,000 m; loops with an edge of unknown climb are left out then.
avoid_roads: walk no edge that is a road by its kind (residential, unclassified, ...).
heading: set out as near as possible in this direction, 0 to 360 degrees clockwise from north: it chooses which way round.
effort: work units to spend, by default 100,000 and 25,000 for each trailhead within the drive, up to 400,000, so much for each of the loops, and more beyond 23 miles; a unit takes about 20 ns, and more of them find and prove more.
seed: from 0; among loops that are about equally good another one may be found with another seed.
Where nothing fits there is no row, and a notice says the nearest thing that would.
Errors: 22023 an argument is null or out of range; 42P01 no such network; 54000 more than loopgenie.max_edges edges in reach.
Example: SELECT rank, score, shape, trailhead, hike_mi, trails FROM plan_loop(42.5063, 1.5218, 20, 12, loops => 3)
Example: SELECT score, ascent_m, geom FROM plan_loop(42.5063, 1.5218, 20, 12, max_ascent_m => 600, avoid_roads => true, heading => 90, effort => 10000000, seed => 7)';

CREATE FUNCTION reachable_trailheads(
  lat double precision,
  lon double precision,
  drive_km double precision,
  network text DEFAULT NULL
) RETURNS TABLE (trailhead_id bigint, name text, kind text, drive_km double precision, geom geometry)
AS 'MODULE_PATHNAME', 'loopgenie_reachable_trailheads'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 10000 ROWS 100;
COMMENT ON FUNCTION reachable_trailheads(double precision, double precision, double precision, text) IS
'Lists the trailheads within a drive, nearest first.
lat, lon: the place, in degrees. drive_km: how far to drive, over 0 up to 1,000 km. network: by default the setting loopgenie.network.
Errors: 22023 an argument is null or out of range; 42P01 no such network.
Example: SELECT name, kind, drive_km FROM reachable_trailheads(42.5063, 1.5218, 20)';

CREATE FUNCTION loopgenie._live_objects() RETURNS bigint
AS 'MODULE_PATHNAME', 'loopgenie_live_objects'
LANGUAGE C VOLATILE PARALLEL RESTRICTED;
COMMENT ON FUNCTION loopgenie._live_objects() IS
'Counts the C++ objects alive in this backend: zero between calls, whatever was cancelled.';
-- What people do with a planned loop.

CREATE FUNCTION loop_legs(
  loop planned_loop,
  network text DEFAULT NULL,
  OUT seq integer, OUT node bigint, OUT edge bigint,
  OUT cost double precision, OUT agg_cost double precision, OUT name text
) RETURNS SETOF record
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED COST 10000 ROWS 100
SET search_path FROM CURRENT AS $$
DECLARE
  network_name text := loopgenie.require_network(network);
  foreign_edge bigint;
BEGIN
  EXECUTE pg_catalog.format(
    'SELECT w.edge FROM unnest($1) AS w(edge)
     WHERE NOT EXISTS (SELECT FROM %I.edge e WHERE e.id = w.edge) LIMIT 1', network_name)
  INTO foreign_edge USING (loop).edges;
  IF foreign_edge IS NOT NULL THEN
    RAISE EXCEPTION 'network "%" has no edge % of this loop', network_name, foreign_edge
      USING ERRCODE = '22023',
            HINT = 'Name the network that the loop was planned on; if it was rebuilt since, plan again.';
  END IF;
  RETURN QUERY EXECUTE pg_catalog.format($sql$
    SELECT leg.seq::integer, leg.node, coalesce(leg.edge, -1), coalesce(e.length_m, 0)::float8,
           coalesce(sum(e.length_m) OVER (ORDER BY leg.seq ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)::float8,
           e.name::text
    FROM unnest($1, $2) WITH ORDINALITY AS leg(node, edge, seq)
    LEFT JOIN %I.edge e ON e.id = leg.edge
    ORDER BY leg.seq $sql$, network_name)
  USING (loop).nodes, (loop).edges;
END $$;
COMMENT ON FUNCTION loop_legs(planned_loop, text) IS
'Lists a planned loop edge by edge, in the columns of pgRouting''s paths.
loop: a row of plan_loop. network: the one it was planned on, by default the setting loopgenie.network.
cost: length of the edge in metres; agg_cost: metres walked before it. The last row is the trailhead again, with edge -1.
Errors: 42P01 no such network; 22023 the loop is not of this network.
Example: SELECT legs.* FROM plan_loop(42.5063, 1.5218, 20, 12) AS l, loop_legs(l) AS legs';

CREATE FUNCTION loop_gpx(loop planned_loop) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT '<?xml version="1.0" encoding="UTF-8"?>' || chr(10) || xmlelement(NAME gpx,
    xmlattributes('http://www.topografix.com/GPX/1/1' AS xmlns, '1.1' AS version, 'loopgenie' AS creator),
    xmlelement(NAME metadata, xmlelement(NAME name, t.title)),
    (SELECT xmlelement(NAME wpt, xmlattributes(ST_Y(p) AS lat, ST_X(p) AS lon),
              CASE WHEN ST_Z(p) IS NOT NULL THEN xmlelement(NAME ele, round(ST_Z(p)::numeric, 1)) END,
              xmlelement(NAME name, t.trailhead),
              xmlelement(NAME type, 'trailhead'))
     FROM ST_StartPoint((loop).geom) AS p),
    xmlelement(NAME trk, xmlelement(NAME name, t.title),
      CASE WHEN t.trails <> '' THEN xmlelement(NAME "desc", t.trails) END,
      xmlelement(NAME type, 'hiking'),
      xmlelement(NAME trkseg,
        (SELECT xmlagg(xmlelement(NAME trkpt, xmlattributes(ST_Y(d.geom) AS lat, ST_X(d.geom) AS lon),
                   CASE WHEN ST_Z(d.geom) IS NOT NULL
                        THEN xmlelement(NAME ele, round(ST_Z(d.geom)::numeric, 1)) END)
                 ORDER BY d.path)
         FROM ST_DumpPoints((loop).geom) AS d))))::text
  FROM (SELECT coalesce(nullif(n.trailhead, ''), 'Trailhead') AS trailhead,
               format('%s mi %s from %s', round((loop).hike_mi::numeric, 1),
                      replace((loop).shape, '_', ' '), coalesce(nullif(n.trailhead, ''), 'the trailhead')) AS title,
               n.trails
        FROM (SELECT regexp_replace((loop).trailhead, '[\x01-\x08\x0b\x0c\x0e-\x1f]', '', 'g') AS trailhead,
                     regexp_replace(array_to_string((loop).trails, ', '), '[\x01-\x08\x0b\x0c\x0e-\x1f]', '', 'g') AS trails) AS n) AS t;
END;
COMMENT ON FUNCTION loop_gpx(planned_loop) IS
'Writes a planned loop as GPX 1.1 for a phone or a GPS receiver.
One track in walking order and a waypoint for the trailhead; elevations where the network has them.
Example: SELECT loop_gpx(l) FROM plan_loop(42.5063, 1.5218, 20, 12) AS l';
-- Places by name, for those who know where they are but not its coordinates.

CREATE FUNCTION find_place(
  q text,
  near_lat double precision DEFAULT NULL,
  near_lon double precision DEFAULT NULL,
  max_places integer DEFAULT 10,
  network text DEFAULT NULL,
  OUT name text, OUT kind text, OUT population bigint,
  OUT lat double precision, OUT lon double precision,
  OUT distance_km double precision, OUT similarity double precision
) RETURNS SETOF record
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED COST 10000 ROWS 10
SET search_path FROM CURRENT AS $$
DECLARE
  network_name text := coalesce(network, pg_catalog.current_setting('loopgenie.network', true), 'trails');
  matching name;
  unaccenting name;
BEGIN
  IF q IS NULL OR pg_catalog.btrim(q) = '' THEN
    RAISE EXCEPTION 'no name of a place given'
      USING ERRCODE = '22023', HINT = 'Give at least some letters of it: find_place(''andorra'').';
  ELSIF (near_lat IS NULL) <> (near_lon IS NULL) OR NOT coalesce(near_lat BETWEEN -90 AND 90 AND near_lon BETWEEN -180 AND 180, true) THEN
    RAISE EXCEPTION 'near_lat and near_lon are no place'
      USING ERRCODE = '22023', HINT = 'Give both in degrees, -90 to 90 and -180 to 180, or neither.';
  ELSIF max_places IS NULL OR NOT max_places BETWEEN 1 AND 100 THEN
    RAISE EXCEPTION 'max_places is %, outside 1 to 100', coalesce(max_places::text, 'null')
      USING ERRCODE = '22023', HINT = 'Ask for 1 to 100 places.';
  END IF;
  PERFORM loopgenie.require_network(network_name);
  IF pg_catalog.to_regclass(pg_catalog.format('%I.place', network_name)) IS NULL THEN
    RETURN;
  END IF;
  SELECT max(n.nspname) FILTER (WHERE e.extname = 'pg_trgm'), max(n.nspname) FILTER (WHERE e.extname = 'unaccent')
  INTO matching, unaccenting
  FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace;
  IF matching IS NULL OR unaccenting IS NULL THEN
    RAISE EXCEPTION 'places are found by the extensions pg_trgm and unaccent, which this database lacks'
      USING ERRCODE = '0A000', HINT = 'Run: CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent;';
  END IF;
  -- A tenfold population, or a distance halved beyond the first 10 km, counts as much as a twentieth of the likeness.
  RETURN QUERY EXECUTE pg_catalog.format($sql$
    SELECT m.name, m.kind, m.population, m.lat, m.lon, m.km, m.likeness
    FROM (SELECT p.id, p.name::text, p.kind::text, p.population::bigint, loopgenie.latitude(p.geom) AS lat,
            loopgenie.longitude(p.geom) AS lon, loopgenie.geodesic_m($2, $3, p.geom) / 1000 AS km,
            greatest(%2$I.similarity(t.plain, t.asked), 0.95 * %2$I.word_similarity(t.asked, t.plain))::float8 AS likeness
          FROM %1$I.place p,
            LATERAL (SELECT lower(%3$I.unaccent(p.name)) AS plain, lower(%3$I.unaccent($1)) AS asked) AS t) AS m
    WHERE likeness >= 0.3
    ORDER BY likeness + 0.05 * log(greatest(coalesce(population, CASE kind WHEN 'city' THEN 100000 WHEN 'town' THEN 10000
        WHEN 'village' THEN 1000 ELSE 100 END), 1)::float8) - 0.05 * coalesce(log((1 + km / 10)::numeric)::float8 / log(2.0)::float8, 0) DESC,
      name, id
    LIMIT $4 $sql$, network_name, matching, unaccenting)
  USING q, near_lat, near_lon, max_places;
END $$;
COMMENT ON FUNCTION find_place(text, double precision, double precision, integer, text) IS
'Finds places of a network by name, forgiving typos and missing accents, best match first.
q: the name, or part of it. near_lat, near_lon (degrees): prefer places near there; with them distance_km is given.
max_places: 1 to 100. network: by default the setting loopgenie.network. similarity: 0 to 1; below 0.3 is left out.
Ranked by likeness, then population, then distance. Networks without places return no row.
Errors: 22023 bad argument; 42P01 no such network; 0A000 the extensions pg_trgm and unaccent are missing.
Example: SELECT name, lat, lon FROM find_place(''andorra la vela'')';
-- Functions are executable by PUBLIC unless said otherwise: not internals, nor what writes.
DO $$
DECLARE
  internal regprocedure;
BEGIN
  FOR internal IN
    SELECT p.oid::regprocedure FROM pg_catalog.pg_proc p
    WHERE p.pronamespace = 'loopgenie'::regnamespace
      AND (pg_catalog.starts_with(p.proname, '_')
           OR p.proname IN ('build_network', 'sync_network', 'replicate_network', 'end_replication'))
  LOOP
    EXECUTE pg_catalog.format('REVOKE EXECUTE ON ROUTINE %s FROM PUBLIC', internal);
  END LOOP;
END $$;
