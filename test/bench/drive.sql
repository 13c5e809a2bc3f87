-- Driving distances from 20 places to every trailhead within 50 km, by the extension and by pgRouting over the same table
-- of roads: psql -v network=heidelberg -f drive.sql. Every call is made twice and the second counts.
SET search_path = :"network", public;
SET client_min_messages = warning;
\set QUIET on
CREATE TEMP TABLE start AS
SELECT source AS node, ST_Y(ST_StartPoint(geom)) AS lat, ST_X(ST_StartPoint(geom)) AS lon
FROM road WHERE kind NOT LIKE 'motorway%' ORDER BY md5(id::text) LIMIT 20;
CREATE TEMP TABLE found (way text, node bigint, trailhead bigint, metres float8);
CREATE TEMP TABLE took (way text, node bigint, ms float8);

CREATE FUNCTION pg_temp.measure(way text, query text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  s start;
  begun timestamptz;
BEGIN
  FOR s IN SELECT * FROM start LOOP
    EXECUTE 'SELECT count(*) FROM (' || query || ') AS q' USING s.node, s.lat, s.lon;
    begun := clock_timestamp();
    EXECUTE 'INSERT INTO found SELECT ' || quote_literal(way) || ', $1, trailhead, metres FROM (' || query || ') AS q' USING s.node, s.lat, s.lon;
    INSERT INTO took VALUES (way, s.node, extract(epoch FROM clock_timestamp() - begun) * 1000);
  END LOOP;
END $$;

\set roads 'SELECT id, source, target, length_m AS cost, CASE WHEN oneway THEN -1 ELSE length_m END AS reverse_cost FROM road'
\o /dev/null
SELECT pg_temp.measure('reachable_trailheads', format(
  'SELECT trailhead_id AS trailhead, drive_km * 1000 AS metres FROM reachable_trailheads($2, $3, 50, %L)', :'network'));
SELECT pg_temp.measure('pgr_drivingDistance', format(
  'SELECT h.id AS trailhead, d.agg_cost AS metres FROM pgr_drivingDistance(%L, $1, 50000) AS d JOIN trailhead AS h ON h.road_node_id = d.node', :'roads'));
SELECT pg_temp.measure('pgr_dijkstraCost', format(
  'SELECT h.id AS trailhead, d.agg_cost AS metres
   FROM pgr_dijkstraCost(%L, $1, ARRAY(SELECT DISTINCT road_node_id FROM trailhead WHERE road_node_id <> $1)) AS d
     JOIN trailhead AS h ON h.road_node_id = d.end_vid', :'roads'));
\o

SELECT way, round((percentile_cont(0.5) WITHIN GROUP (ORDER BY ms))::numeric, 1) AS p50_ms, round(max(ms)::numeric, 1) AS max_ms,
  round((percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) /
    (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) FROM took WHERE way = 'reachable_trailheads'))::numeric, 1) AS times_ours,
  (SELECT count(*) FROM found f WHERE f.way = took.way) AS drives,
  (SELECT round(max(abs(f.metres - o.metres))::numeric, 3) FROM found f JOIN found o USING (node, trailhead)
   WHERE f.way = took.way AND o.way = 'reachable_trailheads') AS furthest_apart_m
FROM took GROUP BY way ORDER BY 2;
