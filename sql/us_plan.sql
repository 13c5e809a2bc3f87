-- Requests on real trails, each answer worked out again by test/check/loop_check.sql.
-- (Contains (c) OpenStreetMap contributors.)
SET client_min_messages = warning;
\i test/check/loop_check.sql
SELECT edges > 1500 AS built FROM loopgenie.build_network('geom', network => 'us_plan');
CREATE TABLE request AS
SELECT region.source, region.lat, region.lon, hike_mi
FROM (SELECT source, ST_Y(ST_Centroid(ST_Collect(wkb_geometry))) AS lat,
             ST_X(ST_Centroid(ST_Collect(wkb_geometry))) AS lon
      FROM geom GROUP BY source) AS region,
     unnest('{3,5,8,12,16,20,25,30,40}'::float8[]) AS hike_mi;
CREATE TABLE answer AS
SELECT r.*, l AS loop
FROM request AS r, plan_loop(r.lat, r.lon, 60, r.hike_mi, network => 'us_plan') AS l;

SELECT source, count(*) AS answers, bool_and((loop).proven) AS proven FROM answer GROUP BY source ORDER BY source;
SELECT source, hike_mi, complaint
FROM answer, check_loop(loop, 'us_plan', hike_mi, 60) AS complaint ORDER BY 1, 2, 3;

-- Where trails make cycles, day hikes lose next to nothing beside the drive. East Fort Rock has
-- no loop of 8 miles that a trailhead reaches: there the best is what is proven to be the best.
SELECT source, hike_mi, (loop).score + 0.05 * (loop).drive_km / 60 >= 0.95 AS good, (loop).proven
FROM answer
WHERE source IN ('harriman-ny', 'fortrock-or') AND hike_mi BETWEEN 8 AND 25
ORDER BY source, hike_mi;

-- Alternatives differ, keep the limits, and come best first: as many as asked for where so many trailheads are.
CREATE TABLE choice AS
SELECT r.source, r.hike_mi, array_agg(l ORDER BY l.rank) AS loops
FROM request AS r, plan_loop(r.lat, r.lon, 60, r.hike_mi, loops => 4, network => 'us_plan') AS l
WHERE r.hike_mi IN (5, 20) GROUP BY 1, 2;
SELECT source, hike_mi, cardinality(loops) AS loops,
       (SELECT bool_and(score <= before) FROM (SELECT score, lag(score, 1, 1) OVER (ORDER BY rank) AS before FROM unnest(loops)) AS s) AS best_first
FROM choice ORDER BY 1, 2;
SELECT source, choice.hike_mi, complaint FROM choice,
  LATERAL (SELECT check_alternatives(loops, 'us_plan') AS complaint
           UNION ALL SELECT c FROM unnest(loops) AS l, check_loop(l, 'us_plan', choice.hike_mi, 60) AS c) AS c ORDER BY 1, 2, 3;

-- The same request, the same answer.
SELECT count(*) AS different
FROM answer AS a, plan_loop(a.lat, a.lon, 60, a.hike_mi, network => 'us_plan') AS again
WHERE (a.loop).edges IS DISTINCT FROM again.edges;

DROP TABLE request, answer, choice;
DROP FUNCTION check_loop, check_alternatives;
DROP SCHEMA us_plan CASCADE;
