-- Asks from the starts of one map (:map) and leaves the answers in the table answer: see wishes.sh.
SET client_min_messages = error;
SELECT set_config('loopgenie.network', :'map', false), set_config('bench.map', :'map', false), set_config('search_path', format('%I, public', :'map'), false), loopgenie.prepare_network(:'map') \g /dev/null
SELECT FROM plan_loop(0, 0, 1, 1) \g /dev/null
SELECT setseed(0.1 * :seed) \g /dev/null
CREATE TEMP TABLE asked AS
SELECT row_number() OVER (ORDER BY md5(id::text)) AS turn, lat, lon, (ARRAY[6, 10, 16])[1 + (row_number() OVER (ORDER BY md5(id::text))) % 3] AS mi FROM start WHERE map = :'map';
CREATE TEMP TABLE via AS
SELECT turn, kind, ST_Collect(point) AS points FROM asked, (VALUES ('far', 0.2), ('near', 0.1)) AS k(kind, part), LATERAL (
  SELECT ST_LineInterpolatePoint(e.geom, random()) AS point FROM :"map".edge e
  WHERE e.geom && ST_Expand(ST_Point(lon, lat, 4326), mi * part * 0.03) AND ST_DWithin(e.geom::geography, ST_Point(lon, lat, 4326)::geography, mi * 1609 * part) ORDER BY random() LIMIT 1 + turn % 4) AS p GROUP BY turn, kind;
-- The shortest tour in metres by way of points from any trailhead within 20 km, by every order of the edges that they lie on and every way
-- through these: no walk by way of them is shorter. Null where no way leads there.
CREATE FUNCTION pg_temp.shortest_tour(points geometry, lat float8, lon float8) RETURNS float8 LANGUAGE sql AS $$
  WITH RECURSIVE stop AS (
    SELECT DISTINCT ON (near.id) near.* FROM ST_DumpPoints(points) AS p, LATERAL (
      SELECT e.id, e.source, e.target, e.length_m, ST_LineLocatePoint(e.geom, p.geom) AS at FROM edge e ORDER BY e.geom <-> p.geom LIMIT 1) AS near
  ), way AS (
    SELECT id, CASE WHEN at * length_m <= 1 THEN source ELSE target END AS enter, CASE WHEN at * length_m <= 1 THEN source ELSE target END AS leave, 0 AS length_m
    FROM stop WHERE least(at, 1 - at) * length_m <= 1
    UNION ALL SELECT id, source, target, length_m FROM stop WHERE least(at, 1 - at) * length_m > 1
    UNION ALL SELECT id, target, source, length_m FROM stop WHERE least(at, 1 - at) * length_m > 1
  ), home AS (
    SELECT DISTINCT t.node_id FROM reachable_trailheads(lat, lon, 20) AS r JOIN trailhead t ON t.id = r.trailhead_id
  ), cost AS MATERIALIZED (
    SELECT start_vid, end_vid, agg_cost FROM pgr_dijkstraCost('SELECT id, source, target, length_m AS cost FROM edge', (SELECT array_agg(DISTINCT enter) FROM way),
      (SELECT array_agg(DISTINCT node) FROM (SELECT enter FROM way UNION SELECT node_id FROM home) AS n(node)), false)
    UNION ALL SELECT DISTINCT enter, enter, 0::float8 FROM way
  ), tour AS (
    SELECT ARRAY[id] AS seen, enter, leave, length_m FROM way
    UNION ALL
    SELECT seen || way.id, tour.enter, way.leave, tour.length_m + agg_cost + way.length_m
    FROM tour JOIN way ON way.id <> ALL (seen) JOIN cost ON start_vid = tour.leave AND end_vid = way.enter
  )
  SELECT min(there.agg_cost + tour.length_m + back.agg_cost)
  FROM tour JOIN cost AS there ON there.start_vid = tour.enter JOIN cost AS back ON back.start_vid = tour.leave AND back.end_vid = there.end_vid JOIN home ON node_id = there.end_vid
  WHERE cardinality(seen) = (SELECT count(*) FROM stop)
$$;
-- Half of them lines along trails, the others areas; on the day, on another one, or yearly.
INSERT INTO :"map".closure (starts, ends, yearly, reason, geom)
SELECT CASE n % 3 WHEN 0 THEN date '2026-06-01' WHEN 1 THEN '2026-09-01' ELSE '2020-12-15' END,
  CASE n % 3 WHEN 0 THEN date '2026-07-31' WHEN 1 THEN NULL ELSE '2021-07-10' END, n % 3 = 2, 'drawn',
  CASE WHEN n % 2 = 0 THEN e.geom ELSE ST_Buffer(ST_StartPoint(e.geom)::geography, 400)::geometry END
FROM (SELECT geom, row_number() OVER (ORDER BY md5(id::text)) AS n FROM :"map".edge ORDER BY md5(id::text) LIMIT 60) AS e;
CREATE TEMP TABLE area AS
SELECT turn, ST_Buffer(ST_Project(ST_Point(lon, lat, 4326)::geography, mi * 1609 / 6, random() * 6.28), mi * 120)::geometry AS geom FROM asked WHERE turn % 2 = 0;
-- What the rule closes, worked out from geometries on the globe.
CREATE TEMP TABLE shut AS
SELECT ST_Buffer(c.geom::geography, CASE WHEN ST_Dimension(c.geom) = 1 THEN 15 ELSE 0.01 END)::geometry AS geom FROM :"map".closure c WHERE loopgenie.closed_on('2026-07-01', starts, ends, yearly);
CREATE INDEX ON shut USING gist (geom);
DO $$
DECLARE
  a record;
  v record;
  plain planned_loop;
  l planned_loop;
  began float8;
  plain_ms float8;
  map CONSTANT text := current_setting('bench.map');
  ms float8;
  kept boolean;
  unanswered text;
BEGIN
  FOR a IN SELECT asked.*, area.geom AS area FROM asked LEFT JOIN area USING (turn) ORDER BY turn LOOP
    began := processor_ms();
    SELECT * INTO plain FROM plan_loop(a.lat, a.lon, 20, a.mi);
    plain_ms := processor_ms() - began;
    FOR v IN SELECT * FROM via WHERE turn = a.turn ORDER BY kind LOOP
      began := processor_ms();
      SELECT * INTO l FROM plan_loop(a.lat, a.lon, 20, a.mi, via => v.points);
      ms := processor_ms() - began;
      unanswered := NULL;
      IF l.score IS NULL THEN
        unanswered := CASE WHEN coalesce(pg_temp.shortest_tour(v.points, a.lat, a.lon), 'infinity') > 1.1 * a.mi * 1609.344 + 0.001 THEN 'impossible'
          WHEN EXISTS (SELECT FROM plan_loop(a.lat, a.lon, 20, a.mi, via => v.points, effort => 30000000)) THEN '30'
          WHEN EXISTS (SELECT FROM plan_loop(a.lat, a.lon, 20, a.mi, via => v.points, effort => 100000000)) THEN '100'
          ELSE 'unknown' END;
      END IF;
      INSERT INTO answer SELECT map, format('%s to come by, %s', ST_NumGeometries(v.points), v.kind), plain.score, l.score, l.bound, plain_ms, ms,
        l.score IS NULL OR (SELECT bool_and(ST_DWithin(l.geom::geography, p.geom::geography, 2)) FROM ST_Dump(v.points) AS p), unanswered;
    END LOOP;
    CONTINUE WHEN a.area IS NULL;
    began := processor_ms();
    SELECT * INTO l FROM plan_loop(a.lat, a.lon, 20, a.mi, avoid => a.area, on_date => '2026-07-01');
    ms := processor_ms() - began;
    SELECT NOT EXISTS (SELECT FROM edge e WHERE e.id = ANY (l.edges) AND (ST_Intersects(e.geom, a.area) OR EXISTS (
      SELECT FROM shut s WHERE ST_Intersects(s.geom, e.geom) AND ST_Length(ST_Intersection(s.geom, e.geom)::geography) > least(20.5, e.length_m / 2 + 0.5)))) INTO kept;
    INSERT INTO answer VALUES (map, 'avoided and closed', plain.score, l.score, l.bound, plain_ms, ms, l.score IS NULL OR kept);
  END LOOP;
END $$;
