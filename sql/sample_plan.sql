-- Requests on the bundled sample, each answer worked out again by test/check/loop_check.sql.
SET client_min_messages = warning;
\i test/check/loop_check.sql
SELECT components, trailheads FROM loopgenie.build_network('geom', trailheads => 'trailhead_points', camps => 'camp_points');
CREATE TABLE answer AS
SELECT asked AS hike_mi, l AS loop
FROM unnest('{3,4,5,6,8,10,12,15,18,20,22,25,28,30,34,40}'::float8[]) AS asked,
     plan_loop(46.970, 11.080, 25, asked, loops => 2) AS l;
SELECT count(DISTINCT hike_mi) AS answered FROM answer;
SELECT hike_mi, (loop).rank, complaint
FROM answer, check_loop(loop, 'trails', hike_mi, 25) AS complaint ORDER BY 1, 2, 3;
-- From 5 miles on there is a loop that loses at most 0.05 beside the drive.
SELECT hike_mi, (loop).shape FROM answer
WHERE (loop).rank = 1 AND hike_mi >= 5 AND (loop).score + 0.05 * (loop).drive_km / 25 < 0.95;

-- Narrow limits are kept too.
SELECT complaint
FROM plan_loop(46.970, 11.080, 25, 15, tolerance => 0.005, max_repeat => 0.02) AS l,
     check_loop(l, 'trails', 15, 25, 0.005, 0.02) AS complaint;

-- Trailheads: nearest first, all inside the drive, drive = 1.3 x geodesic.
SELECT count(*) > 5 AS several, bool_and(drive_km <= 25) AS inside, bool_and(drive_km >= before) AS nearest_first,
       bool_and(abs(drive_km * 1000 - 1.3 * ST_Distance(geom::geography, ST_Point(11.080, 46.970, 4326)::geography)) < 0.01) AS geodesic
FROM (SELECT *, lag(drive_km, 1, 0) OVER () AS before FROM reachable_trailheads(46.970, 11.080, 25)) AS t;

-- GPX: valid XML, one track as long as the loop has points, the trailhead as a waypoint.
SELECT cardinality(xpath('/g:gpx/g:trk/g:trkseg/g:trkpt', gpx, ns)) = ST_NPoints((loop).geom) AS points,
       (xpath('/g:gpx/g:wpt/g:name/text()', gpx, ns))[1]::text = (loop).trailhead AS waypoint,
       (xpath('/g:gpx/@version', gpx, ns))[1] AS version
FROM answer, LATERAL (SELECT loop_gpx(loop)::xml AS gpx, ARRAY[ARRAY['g', 'http://www.topografix.com/GPX/1/1']] AS ns) AS x
WHERE hike_mi = 12 AND (loop).rank = 1;

-- Legs: they add up.
SELECT bool_and(abs(agg_cost - expected) < 0.001) AS adds_up,
       abs(max(agg_cost) - (SELECT (loop).hike_mi * 1609.344 FROM answer WHERE hike_mi = 12 AND (loop).rank = 1)) < 0.001 AS as_long,
       count(*) FILTER (WHERE edge = -1) AS last_rows
FROM (SELECT legs.*, sum(legs.cost) OVER (ORDER BY seq) - legs.cost AS expected
      FROM answer, loop_legs(loop) AS legs WHERE hike_mi = 12 AND (loop).rank = 1) AS l;

DROP TABLE answer;
DROP FUNCTION check_loop, check_alternatives;
