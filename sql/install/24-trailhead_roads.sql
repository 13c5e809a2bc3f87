-- A raw network whose source has roads: where they reach its trailheads.

-- Each trailhead takes the nearest node of the roads within 250 m that can be reached and left again: one in a strongly connected part of 2 km or
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
