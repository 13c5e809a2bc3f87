-- Where a hike may start, and where the roads reach it.

-- Of a raw network whose source has roads: each trailhead takes the nearest node of the roads within 250 m that can be reached and left again: one in a strongly connected part of 2 km or
-- more, or in the largest there is.
CREATE OR REPLACE FUNCTION loopgenie._reach_trailheads(network name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  has_roads boolean;
  unreached bigint;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT FROM %I.road)', network) INTO has_roads;
  IF NOT has_roads THEN
    RETURN;
  END IF;
  PERFORM loopgenie._drop_work('lg_road_node');
  EXECUTE format($sql$
    CREATE TEMP TABLE lg_road_node ON COMMIT DROP AS
    -- A road counts at both of its ends.
    WITH part AS (
      SELECT node, component, sum(r.length_m) OVER (PARTITION BY component) AS metres, ends.geom
      FROM loopgenie.strong_components('SELECT id, source, target, 1::float8 AS cost, CASE WHEN oneway THEN -1 ELSE 1 END::float8 AS reverse_cost FROM %1$I.road')
        JOIN %1$I.road r ON node IN (r.source, r.target),
        LATERAL (SELECT CASE node WHEN r.source THEN postgis.ST_StartPoint(r.geom) ELSE postgis.ST_EndPoint(r.geom) END AS geom) AS ends
    )
    SELECT DISTINCT ON (node) node AS id, geom FROM part WHERE metres >= least(2 * 2000, (SELECT max(metres) FROM part)) ORDER BY node
  $sql$, network);
  CREATE INDEX ON pg_temp.lg_road_node USING gist (geom);
  ANALYZE pg_temp.lg_road_node;
  EXECUTE format($sql$
    UPDATE %1$I.trailhead t SET road_node_id = (
      SELECT near.id FROM (SELECT * FROM pg_temp.lg_road_node ORDER BY lg_road_node.geom OPERATOR(postgis.<->) t.geom LIMIT 8) AS near,
        LATERAL (SELECT postgis.ST_Distance(near.geom::postgis.geography, t.geom::postgis.geography, true) AS metres) AS d
      WHERE metres <= 250 ORDER BY metres, near.id LIMIT 1)
    WHERE road_node_id IS NULL
  $sql$, network);
  EXECUTE format('SELECT count(*) FROM %I.trailhead WHERE road_node_id IS NULL', network) INTO unreached;
  IF unreached > 0 THEN
    RAISE NOTICE '% trailheads lie farther than 250 m from any road that can be reached and left again: no drive ends there', unreached;
  END IF;
END $$;
COMMENT ON FUNCTION loopgenie._reach_trailheads(name) IS
'Gives each trailhead of a network with roads the nearest of their nodes within 250 m.';

-- Places on the trails: where a hike may start, and where it may rest.

-- From lg_raw, filled from the given table: each place goes to the nearest trail that near,
-- splitting it there unless a node lies within snap_m of that point. Fills lg_place (name, kind,
-- geom in EPSG:4326, place = its node's place in the plane).
CREATE OR REPLACE FUNCTION loopgenie._place_points(tab regclass, what text, within_m double precision, snap_m double precision) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  far record;
BEGIN
  PERFORM loopgenie._drop_work('lg_point');
  CREATE INDEX ON pg_temp.lg_edge USING gist (geom);
  CREATE TEMP TABLE lg_point ON COMMIT DROP AS
  SELECT raw.name, raw.kind, raw.geom, nearest.id AS edge, postgis.ST_LineLocatePoint(nearest.geom, raw.plane) AS at,
    nearest.geom AS edge_geom, nearest.unit, postgis.ST_Distance(nearest.geom, raw.plane) / raw.unit AS off_m
  FROM (SELECT name, kind, spot.geom, plane.geom AS plane, loopgenie._units_per_m(plane.geom) AS unit
        FROM pg_temp.lg_raw,
          LATERAL (SELECT postgis.ST_PointOnSurface(lg_raw.geom) AS geom) AS spot,
          LATERAL (SELECT postgis.ST_Transform(spot.geom, 3395) AS geom) AS plane
        WHERE postgis.ST_IsValidReason(lg_raw.geom) NOT LIKE 'Invalid Coordinate%' AND postgis.ST_Y(spot.geom) BETWEEN -85 AND 85
          AND postgis.ST_X(spot.geom) BETWEEN -180 AND 180) AS raw,
    LATERAL (SELECT * FROM pg_temp.lg_edge e ORDER BY e.geom OPERATOR(postgis.<->) raw.plane, e.id LIMIT 1) AS nearest;

  SELECT (SELECT pg_catalog.count(*) FROM pg_temp.lg_raw) AS given, pg_catalog.count(*) AS placed,
    pg_catalog.count(*) FILTER (WHERE off_m > within_m) AS far, pg_catalog.round(pg_catalog.max(off_m)) AS farthest_m
    INTO far FROM pg_temp.lg_point;
  IF far.far > 0 OR far.placed < far.given THEN
    RAISE NOTICE '% of % % of % left out: % farther than % m from any trail (the farthest %), % without a usable place',
      far.given - far.placed + far.far, far.given, what, tab, far.far, within_m,
      coalesce(CASE WHEN far.far > 0 THEN far.farthest_m || ' m' END, 'none'), far.given - far.placed;
  END IF;

  PERFORM loopgenie._drop_work('lg_place');
  CREATE TEMP TABLE lg_place ON COMMIT DROP AS
  SELECT name, kind, geom, edge, snapped.at, postgis.ST_SnapToGrid(postgis.ST_LineInterpolatePoint(edge_geom, snapped.at), 0.001::float8) AS place
  FROM pg_temp.lg_point, postgis.ST_LineInterpolatePoint(edge_geom, at) AS foot,
    LATERAL (SELECT postgis.ST_Distance(foot, postgis.ST_StartPoint(edge_geom)) / unit AS to_start,
               postgis.ST_Distance(foot, postgis.ST_EndPoint(edge_geom)) / unit AS to_end) AS d,
    LATERAL (SELECT CASE WHEN least(to_start, to_end) > snap_m THEN at WHEN to_start <= to_end THEN 0 ELSE 1 END AS at) AS snapped
  WHERE off_m <= within_m;
  INSERT INTO pg_temp.lg_cut SELECT DISTINCT edge, at, place FROM pg_temp.lg_place WHERE at > 0 AND at < 1;
  PERFORM loopgenie._split_edges();
  PERFORM loopgenie._number_graph();
END $$;
COMMENT ON FUNCTION loopgenie._place_points(regclass, text, double precision, double precision) IS
'Puts the places of lg_raw on the nearest trail of lg_edge within so many metres (lg_place) and reports the rest.';

-- Without a table: every dead end; in a component that has none, every node, of kind 'nearest',
-- and plan_loop takes the one nearest to the place asked.
CREATE OR REPLACE FUNCTION loopgenie._guess_trailheads() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM loopgenie._drop_work('lg_trailhead');
  CREATE TEMP TABLE lg_trailhead ON COMMIT DROP AS
  WITH ends AS (
    SELECT n.id, n.geom, n.degree, c.component, pg_catalog.bool_or(n.degree = 1) OVER (PARTITION BY c.component) AS has_dead_end
    FROM pg_temp.lg_node n
      JOIN loopgenie.connected_components('SELECT id, source, target, metres AS cost FROM pg_temp.lg_edge') AS c ON c.node = n.id
  ), named AS (
    SELECT DISTINCT ON (node) node, known.name
    FROM pg_temp.lg_edge e JOIN pg_temp.lg_known known USING (labels), LATERAL (VALUES (e.source), (e.target)) AS at(node)
    ORDER BY node, known.name IS NULL, e.id
  )
  SELECT named.name, CASE WHEN has_dead_end THEN 'dead_end' ELSE 'nearest' END AS kind, NULL::postgis.geometry AS geom, ends.geom AS place
  FROM ends JOIN named ON named.node = ends.id WHERE degree = 1 OR NOT has_dead_end;
END $$;
COMMENT ON FUNCTION loopgenie._guess_trailheads() IS
'Takes dead ends, and every node where a component has none, as trailheads (lg_trailhead).';
