-- The atlas of the network :map, and what is answered from it. Run by atlas.sh, and explained there.
SET client_min_messages = error;
\ir print.sql
\ir tables.sql
SET loopgenie.network = :'map';

-- Places by chance, in the box of the trailheads.
SELECT setseed(0.5) \g /dev/null
CREATE TEMP TABLE box AS SELECT ST_SetSRID(ST_Extent(geom)::geometry, 4326) AS geom FROM :"map".trailhead;
DROP TABLE IF EXISTS bench_place;
CREATE TABLE bench_place AS
SELECT i AS id, ST_XMin(geom) + random() * (ST_XMax(geom) - ST_XMin(geom)) AS lon, ST_YMin(geom) + random() * (ST_YMax(geom) - ST_YMin(geom)) AS lat
FROM box, generate_series(1, :places) AS i;
ALTER TABLE bench_place SET (parallel_workers = 1);
ANALYZE bench_place;

CREATE TEMP TABLE times (what text, began timestamptz, ended timestamptz);
CREATE TEMP TABLE compared AS
SELECT p.id, t.hike_mi, near.score AS atlas, usual.score AS usual, much.score AS much
FROM (SELECT * FROM bench_place ORDER BY id LIMIT :compared) AS p
  CROSS JOIN unnest('{5,10,18}'::float8[]) AS t(hike_mi)
  LEFT JOIN LATERAL loops_near(p.lat, p.lon, 30, t.hike_mi, t.hike_mi) AS near ON true
  LEFT JOIN LATERAL plan_loop(p.lat, p.lon, 30, t.hike_mi) AS usual ON true
  LEFT JOIN LATERAL plan_loop(p.lat, p.lon, 30, t.hike_mi, effort => 45000000) AS much ON true;
SELECT E'\n' || :'map' || ': the atlas beside plans from the same places, within 30 km';
SELECT * FROM markdown($$
  SELECT hike_mi AS miles, count(*) AS asked, count(atlas) AS "in the atlas", count(much) AS planned,
    round(p50(atlas)::numeric, 4) AS "atlas p50", round(p50(usual)::numeric, 4) AS "usual p50", round(p50(much)::numeric, 4) AS "ten times p50",
    round(max(greatest(much, usual) - atlas)::numeric, 4) AS "atlas worse by at most", count(*) FILTER (WHERE greatest(much, usual) - atlas > 0.005) AS "over 0.005"
  FROM compared GROUP BY 1 ORDER BY 1$$);
SELECT E'\n' || :'map' || ': ' || :places || ' places and 10 miles in one join';
EXPLAIN (COSTS OFF) SELECT id, (l).score, (l).trailhead_id FROM (SELECT id, loops_near(lat, lon, 30, 10, 10) AS l FROM bench_place) AS p;
\timing on
CREATE TEMP TABLE answered AS SELECT id, (l).score, (l).trailhead_id FROM (SELECT id, loops_near(lat, lon, 30, 10, 10) AS l FROM bench_place) AS p;
\timing off
SELECT count(*) || ' answers' FROM answered;
