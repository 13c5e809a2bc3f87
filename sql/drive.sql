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
-- A place snaps past what leads nowhere: 40 pieces of road beside it that touch no other, and a one-way street
-- into a dead end. The trailhead on another island is reached from where it lies, and from 50 m off, but not by road.
BEGIN;
INSERT INTO drive.road (id, source, target, length_m, oneway, geom)
SELECT 100 + n, 1000 + n, 2000 + n, 10, false, ST_MakeLine(ST_Point(7.0101, 46.0011 + n / 1e6, 4326), ST_Point(7.0102, 46.0011 + n / 1e6, 4326))
FROM generate_series(1, 40) AS n
UNION ALL SELECT 200, 1, 3000, 10, true, ST_MakeLine(ST_Point(7.01, 46, 4326), ST_Point(7.0101, 46.0011, 4326))
UNION ALL SELECT 201, 3001, 3002, 10, true, ST_MakeLine(ST_Point(7.2, 46, 4326), ST_Point(7.2001, 46, 4326));
INSERT INTO drive.trailhead VALUES (20, 1, 3001, 'Cut off', 'parking', ST_Point(7.2, 46, 4326)), (21, 1, 4000, 'Unknown', 'parking', ST_Point(7.02, 46.01, 4326));
SELECT name, round(drive_km::numeric, 3) AS km FROM reachable_trailheads(46.0011, 7.01011, 2.5, 'drive') ORDER BY 1;
SELECT name, round(drive_km::numeric, 3) AS km FROM reachable_trailheads(46, 7.2, 2, 'drive') ORDER BY 1;
SELECT name, round(drive_km::numeric, 3) AS km FROM reachable_trailheads(46.00045, 7.2, 2, 'drive') ORDER BY 1;
SELECT name, round(drive_km::numeric, 3) AS km FROM reachable_trailheads(46.01, 7.02, 0.1, 'drive') ORDER BY 1;
SET LOCAL client_min_messages = notice;
SELECT name FROM reachable_trailheads(46.011, 7.02, 0.3, 'drive');
UPDATE drive.trailhead SET road_node_id = 4000;
SELECT name FROM reachable_trailheads(46.02, 7.02, 5, 'drive');
ROLLBACK;
-- Of starts that are as near one parks at the car park, and not at the bus stop beside it.
BEGIN;
INSERT INTO drive.trailhead VALUES (10, 4, 3, 'Stop', 'bus_stop', ST_Point(7.03, 46.0005, 4326)), (11, 4, 3, 'Board', 'information', ST_Point(7.03, 46.0005, 4326));
UPDATE drive.trailhead SET (node_id, id) = (4, 12) WHERE name = 'P3';
SELECT trailhead, trailhead_kind FROM plan_loop(46, 7.03, 0.5, 1, network => 'drive');
SELECT name FROM reachable_trailheads(46, 7.01, 2.5, 'drive');
ROLLBACK;
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
