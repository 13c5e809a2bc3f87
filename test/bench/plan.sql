SET client_min_messages = error;
\pset footer off
SELECT FROM loopgenie.build_network('geom', network => 'us') \g /dev/null
CREATE TABLE start AS
SELECT source, ST_Y(geom) AS lat, ST_X(geom) AS lon
FROM (SELECT g.source, t.geom, row_number() OVER (PARTITION BY g.source ORDER BY md5(t.id::text)) AS n
      FROM (SELECT source, ST_Extent(wkb_geometry)::geometry AS box FROM geom GROUP BY source) AS g
      JOIN us.trailhead AS t ON ST_Intersects(ST_SetSRID(g.box, 4326), t.geom)) AS numbered
WHERE n <= 40;
CREATE TABLE answer (source text, drive_km float8, asked_mi float8, ms float8, loop planned_loop);
CREATE FUNCTION ask(s start, drive_km float8, asked_mi float8) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  began timestamptz := clock_timestamp();
  answered planned_loop;
BEGIN
  SELECT * INTO answered FROM plan_loop(s.lat, s.lon, drive_km, asked_mi, network => 'us');
  INSERT INTO answer VALUES (s.source, drive_km, asked_mi,
                             extract(epoch FROM clock_timestamp() - began) * 1000, answered);
END $$;
SELECT ask(s, drive_km, asked_mi)
FROM start AS s, unnest('{0.3,40}'::float8[]) AS drive_km, unnest('{5,10,20,40}'::float8[]) AS asked_mi
ORDER BY s.source, drive_km, asked_mi \g /dev/null

CREATE VIEW figure AS
SELECT source, drive_km, asked_mi, ms, (loop).score IS NOT NULL AS answered,
       100 * abs((loop).hike_mi / asked_mi - 1) AS error, 100 * (loop).repeat_mi / (loop).hike_mi AS repeats,
       (loop).proven::integer AS proven, (loop).bound - (loop).score AS gap
FROM answer;
\set figures 'count(*) AS asked, count(*) FILTER (WHERE answered) AS answered, round(percentile_cont(0.5) WITHIN GROUP (ORDER BY ms)::numeric, 1) AS p50_ms, round(percentile_cont(0.95) WITHIN GROUP (ORDER BY ms)::numeric, 1) AS p95_ms, round(percentile_cont(0.5) WITHIN GROUP (ORDER BY error)::numeric, 2) AS "error_%", round(percentile_cont(0.5) WITHIN GROUP (ORDER BY repeats)::numeric, 1) AS "repeats_%", round(100 * avg(proven)) AS "proven_%", round(percentile_cont(0.5) WITHIN GROUP (ORDER BY gap)::numeric, 4) AS gap, round(percentile_cont(0.95) WITHIN GROUP (ORDER BY gap)::numeric, 4) AS p95_gap'
SELECT source, drive_km, asked_mi, :figures FROM figure GROUP BY 1, 2, 3 ORDER BY 1, 2, 3;
SELECT drive_km, asked_mi, :figures FROM figure GROUP BY 1, 2 ORDER BY 1, 2;
SELECT :figures FROM figure;
