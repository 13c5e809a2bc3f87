-- Asks from the starts of one map (:map) and leaves the answers in the table answer: see wishes.sh.
SET client_min_messages = error;
SELECT set_config('loopgenie.network', :'map', false), set_config('bench.map', :'map', false), loopgenie.prepare_network(:'map') \g /dev/null
SELECT FROM plan_loop(0, 0, 1, 1) \g /dev/null
SELECT setseed(0.5) \g /dev/null
CREATE TEMP TABLE asked AS
SELECT row_number() OVER (ORDER BY md5(id::text)) AS turn, lat, lon, (ARRAY[6, 10, 16])[1 + (row_number() OVER (ORDER BY md5(id::text))) % 3] AS mi FROM start WHERE map = :'map';
-- Points beside trails within a third of the length of the start, as the crow flies.
CREATE TEMP TABLE via AS
SELECT turn, ST_Collect(point) AS points FROM asked, LATERAL (
  SELECT ST_LineInterpolatePoint(e.geom, random()) AS point FROM :"map".edge e
  WHERE ST_DWithin(e.geom::geography, ST_Point(lon, lat, 4326)::geography, mi * 1609 / 5) ORDER BY random() LIMIT 1 + turn % 4) AS p GROUP BY turn;
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
  plain planned_loop;
  l planned_loop;
  began float8;
  plain_ms float8;
  map CONSTANT text := current_setting('bench.map');
  ms float8;
  kept boolean;
BEGIN
  FOR a IN SELECT asked.*, via.points, area.geom AS area FROM asked LEFT JOIN via USING (turn) LEFT JOIN area USING (turn) ORDER BY turn LOOP
    began := processor_ms();
    SELECT * INTO plain FROM plan_loop(a.lat, a.lon, 20, a.mi);
    plain_ms := processor_ms() - began;
    IF a.points IS NOT NULL THEN
      began := processor_ms();
      SELECT * INTO l FROM plan_loop(a.lat, a.lon, 20, a.mi, via => a.points);
      ms := processor_ms() - began;
      INSERT INTO answer SELECT map, format('%s to come by', ST_NumGeometries(a.points)), plain.score, l.score, l.bound, plain_ms, ms,
        l.score IS NULL OR (SELECT bool_and(ST_DWithin(l.geom::geography, p.geom::geography, 2)) FROM ST_Dump(a.points) AS p);
    END IF;
    CONTINUE WHEN a.area IS NULL;
    began := processor_ms();
    SELECT * INTO l FROM plan_loop(a.lat, a.lon, 20, a.mi, avoid => a.area, on_date => '2026-07-01');
    ms := processor_ms() - began;
    EXECUTE format($sql$
      SELECT NOT EXISTS (SELECT FROM %I.edge e WHERE e.id = ANY ($1) AND (ST_Intersects(e.geom, $2) OR EXISTS (
        SELECT FROM shut s WHERE ST_Intersects(s.geom, e.geom) AND ST_Length(ST_Intersection(s.geom, e.geom)::geography) > least(20.5, e.length_m / 2 + 0.5))))
    $sql$, map) INTO kept USING l.edges, a.area;
    INSERT INTO answer VALUES (map, 'avoided and closed', plain.score, l.score, l.bound, plain_ms, ms, l.score IS NULL OR kept);
  END LOOP;
END $$;
