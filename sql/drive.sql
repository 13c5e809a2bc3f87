-- Driving over roads. Roads run along the equator's neighbourhood, their lengths are what counts:
--
--   1 ===== 2 --->-- 3 ===== 4        8 ===== 9
--           |                |
--           +------- 5 ------+
SET client_min_messages = warning;
SELECT loopgenie._create_network('drive');
INSERT INTO drive.node SELECT n, NULL, ST_Point(7 + n * 0.01, 46.001, 4326) FROM generate_series(1, 9) AS n;
INSERT INTO drive.edge (id, source, target, length_m, geom)
SELECT a.id, a.id, b.id, 770, ST_MakeLine(a.geom, b.geom) FROM drive.node AS a JOIN drive.node AS b ON b.id = a.id + 1;
INSERT INTO drive.road (id, source, target, length_m, oneway, geom)
SELECT id, source, target, length_m, oneway, ST_MakeLine(ST_Point(7 + source * 0.01, 46, 4326), ST_Point(7 + target * 0.01, 46, 4326))
FROM (VALUES (1, 1, 2, 1000, false), (2, 2, 3, 1000, true), (3, 3, 4, 1000, false), (4, 4, 5, 3000, false),
             (5, 5, 2, 4000, false), (6, 8, 9, 1000, false)) AS r(id, source, target, length_m, oneway);
INSERT INTO drive.trailhead (id, node_id, road_node_id, name, kind, geom)
SELECT n, n, CASE WHEN n < 7 THEN n WHEN n > 7 THEN n END, 'P' || n, 'parking', ST_Point(7 + n * 0.01, 46, 4326)
FROM generate_series(1, 9) AS n WHERE n NOT IN (6);
SELECT loopgenie._finish_network('drive', 'made');

-- With the one-way street, and against it: round by 5.
SELECT name, round(drive_km::numeric, 3) AS km FROM reachable_trailheads(46, 7.01, 20, 'drive') ORDER BY 1;
SELECT name, round(drive_km::numeric, 3) AS km FROM reachable_trailheads(46, 7.03, 20, 'drive') ORDER BY 1;
-- The island of 8 and 9 is left out above, though near; who stands on it reaches only it. P7 has no
-- road access: its drive is the geodesic one with the detour.
SELECT name, round(drive_km::numeric, 3) AS km FROM reachable_trailheads(46, 7.08, 20, 'drive') ORDER BY 1;
-- The search ends with the drive.
SELECT name, round(drive_km::numeric, 3) AS km FROM reachable_trailheads(46, 7.01, 2.5, 'drive') ORDER BY 1;
-- The gap to the road counts, and so does where on the road one joins it: 556 m off, halfway from 1 to 2.
SELECT name, round(drive_km::numeric, 2) AS km FROM reachable_trailheads(46.005, 7.015, 3, 'drive') ORDER BY 1;
-- A one-way street is left only forwards, also by who starts on it.
SELECT name, round(drive_km::numeric, 2) AS km FROM reachable_trailheads(46, 7.025, 20, 'drive') ORDER BY 1;
-- Too short a drive: the notice names the nearest by road, P3, not P2 against the one-way street.
SET client_min_messages = notice;
SELECT name FROM reachable_trailheads(46, 7.022, 0.3, 'drive');
SET client_min_messages = warning;
-- plan_loop drives over the same roads, and without roads drive_detour estimates.
DELETE FROM drive.road;
SELECT name, round(drive_km::numeric, 3) AS km FROM reachable_trailheads(46, 7.01, 4, 'drive') ORDER BY 1;
DROP TABLE drive.road;
SELECT count(*) FROM reachable_trailheads(46, 7.01, 4, 'drive');
DROP SCHEMA drive CASCADE;
