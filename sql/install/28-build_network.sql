-- loopgenie.build_network: from a raw trail table to a network, and the swap that puts it in place.

CREATE OR REPLACE FUNCTION loopgenie.build_network(
  trails regclass,
  geom_column name DEFAULT NULL,
  name_column name DEFAULT NULL,
  snap_m double precision DEFAULT 30,
  network name DEFAULT NULL,
  trailheads regclass DEFAULT NULL,
  camps regclass DEFAULT NULL,
  kind_column name DEFAULT NULL,
  difficulty_column name DEFAULT NULL,
  merge_m double precision DEFAULT NULL,
  closures regclass DEFAULT NULL)
RETURNS loopgenie.network_summary
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  target name := loopgenie.asked_network(network);
  building name := loopgenie._build(trails, geom_column, name_column, snap_m, target, trailheads, camps, kind_column, difficulty_column, merge_m);
  stats loopgenie.network_summary;
BEGIN
  IF closures IS NOT NULL THEN
    PERFORM loopgenie._read_closures(closures, building);
  END IF;
  PERFORM loopgenie._finish_network(building, trails::text);
  PERFORM loopgenie._report('stored', (SELECT pg_catalog.count(*) FROM pg_temp.lg_edge), 'edges');
  -- From the swap to the commit readers wait: everything else is done before.
  stats := loopgenie.network_stats(building);
  stats.network := target;
  SELECT s.checked_at, s.last_error INTO stats.synced_at, stats.last_error FROM loopgenie.sync_of(target) AS s;
  PERFORM loopgenie._swap_network(building, target);
  RETURN stats;
END $$;
COMMENT ON FUNCTION loopgenie.build_network(regclass, name, name, double precision, name, regclass, regclass, name, name, double precision, regclass) IS
'Turns a raw trail table into a network that plan_loop can plan on, in one transaction.
trails: a table or view of lines, of any SRID, single or multi; heights in them (metres) become climbs. geom_column: needed only when there are several.
name_column: by default name, or what is usually called so in trail files, in any case (TrailName, TRAIL_NAME, …); a notice says which.
kind_column: what avoid_roads looks at, by default kind, highway, class or the like. difficulty_column: by default difficulty, sac_scale or the like, read by loopgenie.difficulty_of.
merge_m (0 to 100): lines that run within so many metres of a longer one for four times as far are recordings of the same path, and one is kept; by default
only such as stay within 25 m and cross again and again, as GPS tracks do; 0 keeps all. snap_m (0 to 1000): dead ends are connected to trails and
ends within so many metres. network: the schema to build, default the setting loopgenie.network; an
existing network is replaced and its grants are kept, any other schema is refused (42P06).
trailheads: a table of points, with name and kind if it has such columns, each snapped to the nearest trail within 250 m;
without it every dead end is a trailhead.
camps: a table of points, with name and kind (camp_site, alpine_hut, wilderness_hut, shelter; spring, drinking_water, water), each snapped to the nearest trail within 500 m.
closures: a table of areas, lines or points that are closed, as agencies publish it: from (starts, start_date, closed_from, …), to (ends, end_date, reopens, …), reason, and yearly where it has such a column.
Returns network_stats of the new network. On any error the old network stays.
Errors: 22023 bad argument or no SRID, 42703 and 42702 column missing or ambiguous, 42809 not a table, 42804 not a geometry,
P0002 (no_data_found) nothing to build, 0A000 trails at the antimeridian or a pole, 2BP01 other objects depend on the old network.
Example: SELECT * FROM loopgenie.build_network(''geom'', snap_m => 20);';

-- Everything but the indexes and the swap. Large tables are sorted again and again: with Postgres' 4 MB that is half of the time.
CREATE OR REPLACE FUNCTION loopgenie._build(
  trails regclass, geom_column name, name_column name, snap_m double precision, target name, trailheads regclass,
  camps regclass, kind_column name DEFAULT NULL, difficulty_column name DEFAULT NULL, merge_m double precision DEFAULT NULL)
RETURNS name
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET jit = off SET work_mem = '256MB' SET default_toast_compression = 'pglz' AS $$
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
  ELSIF NOT merge_m BETWEEN 0 AND 100 THEN
    RAISE EXCEPTION 'merge_m is %, outside 0 to 100 metres', merge_m
      USING ERRCODE = 'invalid_parameter_value', HINT = 'Give how far a recording may stray from the path, say 25, or 0 to keep every line.';
  ELSIF target = '' THEN
    RAISE EXCEPTION 'the network has no name'
      USING ERRCODE = 'invalid_name', HINT = 'Name the schema to build, or leave network out for the one of loopgenie.network.';
  END IF;
  drawing_m := least(greatest(snap_m, 0.01), 1.5);
  geoms := loopgenie._geom_column(trails, geom_column);
  name_column := loopgenie._name_column(trails, name_column);
  kind_column := loopgenie._kind_column(trails, kind_column);
  difficulty_column := loopgenie._difficulty_column(trails, difficulty_column);
  IF trailheads IS NOT NULL THEN
    spots := loopgenie._geom_column(trailheads, NULL);
  END IF;

  PERFORM loopgenie._claim_network(target);

  -- Lines of hundreds of points hardly shrink. What there is in every Postgres takes ten times as long to find that out.
  IF 'lz4' = ANY ((SELECT enumvals FROM pg_catalog.pg_settings WHERE name = 'default_toast_compression')::text[]) THEN
    PERFORM set_config('default_toast_compression', 'lz4', true);
  END IF;
  PERFORM loopgenie._read_raw(trails, geoms, name_column, kind_column, difficulty_column);
  PERFORM loopgenie._create_network(building);
  PERFORM loopgenie._read_parts(trails, building);
  PERFORM loopgenie._merge_recordings(merge_m, building);
  PERFORM loopgenie._cut_into_chains(building);
  PERFORM loopgenie._node_chains(drawing_m, building);
  PERFORM loopgenie._report('noded', (SELECT pg_catalog.count(*) FROM pg_temp.lg_node), 'meeting points');
  PERFORM loopgenie._tidy_graph(drawing_m);
  PERFORM loopgenie._report('tidied', (SELECT pg_catalog.count(*) FROM pg_temp.lg_edge), 'edges');
  PERFORM loopgenie._close_gaps(snap_m);
  PERFORM loopgenie._drop_doubles(drawing_m);
  PERFORM loopgenie._tidy_graph(drawing_m);
  PERFORM loopgenie._report('closed gaps', (SELECT pg_catalog.count(*) FROM pg_temp.lg_edge), 'edges');
  PERFORM loopgenie._read_labels();
  IF trailheads IS NULL THEN
    PERFORM loopgenie._guess_trailheads();
  ELSE
    PERFORM loopgenie._read_raw(trailheads, spots, loopgenie._name_column(trailheads, NULL), loopgenie._kind_column(trailheads, NULL));
    PERFORM loopgenie._place_points(trailheads, 'trailheads', 250, snap_m);
    PERFORM loopgenie._drop_work('lg_trailhead');
    ALTER TABLE pg_temp.lg_place RENAME TO lg_trailhead;
  END IF;
  IF camps IS NOT NULL THEN
    PERFORM loopgenie._read_raw(camps, loopgenie._geom_column(camps, NULL), loopgenie._name_column(camps, NULL), loopgenie._kind_column(camps, NULL));
    PERFORM loopgenie._place_points(camps, 'camps', 500, snap_m);
  END IF;

  PERFORM loopgenie._store_graph(building);
  IF camps IS NOT NULL THEN
    PERFORM loopgenie._store_camps(building);
  END IF;
  PERFORM loopgenie._store_climbs(building);
  RETURN building;
END $$;
COMMENT ON FUNCTION loopgenie._build(regclass, name, name, double precision, name, regclass, regclass, name, name, double precision) IS
'Builds a network from a raw trail table in a schema of its own, whose name it returns.';

-- Says how far a long build has come; short ones stay silent.
CREATE OR REPLACE FUNCTION loopgenie._report(stage text, many bigint, what text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  seconds double precision := pg_catalog.date_part('epoch', pg_catalog.clock_timestamp() - pg_catalog.statement_timestamp());
BEGIN
  IF seconds > 5 AND many > 1000 THEN
    RAISE NOTICE '%: % %, % s', stage, many, what, pg_catalog.round(seconds::numeric, 1);
  END IF;
END $$;
COMMENT ON FUNCTION loopgenie._report(text, bigint, text) IS
'Reports a stage of a build by NOTICE once its statement has run for more than 5 seconds; small networks build in silence, on slow machines too.';

-- What cutting leaves behind, cleaned up until only junctions, dead ends and changes of name are nodes.
CREATE OR REPLACE FUNCTION loopgenie._tidy_graph(drawing_m double precision) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
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
'Joins edges of lg_edge that only met each other, and drops slivers and the doubles that these made.';

-- Of several lines drawn on one path the hardest counts, and a trail before a road. Many edges have the same labels.
CREATE OR REPLACE FUNCTION loopgenie._read_labels() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM loopgenie._drop_work('lg_known');
  ANALYZE pg_temp.lg_label;
  CREATE TEMP TABLE lg_known ON COMMIT DROP AS
  SELECT labels, known.*
  FROM (SELECT DISTINCT labels FROM pg_temp.lg_edge) AS used,
    LATERAL (SELECT string_agg(DISTINCT name, ' / ' ORDER BY name) AS name, max(difficulty) AS difficulty,
               (array_agg(kind ORDER BY loopgenie.is_road(kind), kind) FILTER (WHERE kind IS NOT NULL))[1] AS kind
             FROM pg_temp.lg_label WHERE lg_label.id = ANY (used.labels)) AS known;
  ANALYZE pg_temp.lg_known;
END $$;
COMMENT ON FUNCTION loopgenie._read_labels() IS
'Tells name, difficulty and kind of each set of labels that edges of lg_edge have (lg_known).';

-- Writes the finished graph into the tables of an empty network. Coordinates are held to
-- 1e-8 degrees (a millimetre), lengths are geodesic and held to a millimetre.
CREATE OR REPLACE FUNCTION loopgenie._store_graph(network name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE pg_catalog.format($dml$
    INSERT INTO %1$I.node (id, geom)
    SELECT id, postgis.ST_SnapToGrid(postgis.ST_Transform(geom, 4326), 1e-8::float8) FROM pg_temp.lg_node ORDER BY id;
    INSERT INTO %1$I.edge (id, source, target, length_m, name, kind, difficulty, geom)
    SELECT id, source, target,
      greatest(pg_catalog.round(postgis.ST_Length(line::postgis.geography, true)::numeric, 3), 0.001), known.name, known.kind, known.difficulty, line
    FROM (SELECT e.id, e.source, e.target, e.labels, postgis.ST_SetPoint(postgis.ST_SetPoint(postgis.ST_Transform(e.geom, 4326), 0, s.geom), -1, t.geom) AS line
          FROM pg_temp.lg_edge e JOIN %1$I.node s ON s.id = e.source JOIN %1$I.node t ON t.id = e.target OFFSET 0) AS edge
      JOIN pg_temp.lg_known known USING (labels)
    ORDER BY id;
    INSERT INTO %1$I.trailhead (id, node_id, name, kind, geom)
    SELECT pg_catalog.row_number() OVER (ORDER BY place.id, t.geom, t.name, t.kind), place.id, t.name, t.kind,
      coalesce(t.geom, n.geom)
    FROM pg_temp.lg_trailhead t JOIN pg_temp.lg_node place ON place.geom OPERATOR(postgis.=) t.place JOIN %1$I.node n ON n.id = place.id;
  $dml$, network);
END $$;
COMMENT ON FUNCTION loopgenie._store_graph(name) IS
'Writes lg_node, lg_edge and lg_trailhead into the tables of a network.';

CREATE OR REPLACE FUNCTION loopgenie._store_camps(network name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE pg_catalog.format($dml$
    INSERT INTO %1$I.camp (id, node_id, name, kind, geom)
    SELECT pg_catalog.row_number() OVER (ORDER BY n.id, p.geom, p.name, p.kind), n.id, p.name, p.kind, p.geom
    FROM pg_temp.lg_place p JOIN pg_temp.lg_node n ON n.geom OPERATOR(postgis.=) p.place;
  $dml$, network);
END $$;
COMMENT ON FUNCTION loopgenie._store_camps(name) IS
'Writes lg_place into the table camp of a network.';
