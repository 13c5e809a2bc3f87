-- What plan_loop takes besides the place, the drive and the length.
SET client_min_messages = warning;
-- Two rings of about 3 miles that meet at one junction, one east and one west of it; a third,
-- shorter way back in the east is a road.
CREATE TABLE option_trails (name text, geom geometry);
INSERT INTO option_trails VALUES
  ('East', ST_GeomFromText('LINESTRING(7 46, 7.015 46.005, 7.03 46)', 4326)),
  ('East home', ST_GeomFromText('LINESTRING(7.03 46, 7.015 45.995, 7 46)', 4326)),
  ('West', ST_GeomFromText('LINESTRING(7 46, 6.985 46.005, 6.97 46)', 4326)),
  ('West home', ST_GeomFromText('LINESTRING(6.97 46, 6.985 45.995, 7 46)', 4326)),
  ('Start', ST_GeomFromText('LINESTRING(7 46, 7 46.0001)', 4326));
SELECT edges FROM loopgenie.build_network('option_trails', network => 'option_net');
UPDATE option_net.edge SET kind = CASE name WHEN 'East home' THEN 'residential' ELSE 'path' END;
UPDATE option_net.edge SET (ascent_m, descent_m) = (SELECT * FROM (VALUES (300, 20), (20, 300)) AS v
  ORDER BY (edge.name LIKE '%home') IS DISTINCT FROM (column1 = 20) LIMIT 1) WHERE name LIKE 'West%';
UPDATE option_net.edge SET ascent_m = 50, descent_m = 50 WHERE name NOT LIKE 'West%';
SET loopgenie.network = 'option_net';
-- The east has the road, the west the climb.
SELECT trails, round(score::numeric, 2) AS score, round(ascent_m) AS climb
FROM plan_loop(46, 7, 1, 2.95, loops => 2) ORDER BY trails;
SELECT trails, round(ascent_m) AS climb FROM plan_loop(46, 7, 1, 2.95, loops => 2, max_ascent_m => 200);
SELECT trails FROM plan_loop(46, 7, 1, 2.95, loops => 2, avoid_roads => true, max_repeat => 0.1);
SELECT trails FROM plan_loop(46, 7, 1, 2.95, max_ascent_m => 200, avoid_roads => true, max_repeat => 0.1);
-- What is not known cannot be promised.
BEGIN;
UPDATE option_net.edge SET ascent_m = NULL WHERE name LIKE 'East%';
SELECT trails FROM plan_loop(46, 7, 1, 2.95, loops => 2, max_ascent_m => 200, max_repeat => 0.1);
ROLLBACK;
-- Where the climb of none is known, or of all too great, the notice says so.
BEGIN;
SET LOCAL client_min_messages = notice;
SELECT trails FROM plan_loop(46, 7, 1, 2.95, max_ascent_m => 90, max_repeat => 0.1);
UPDATE option_net.edge SET ascent_m = NULL;
SELECT trails FROM plan_loop(46, 7, 1, 2.95, max_ascent_m => 90, max_repeat => 0.1);
ROLLBACK;
-- Difficulty: what is not known to be harder passes; the hardest known edge is reported.
UPDATE option_net.edge SET difficulty = CASE name WHEN 'East' THEN 4 WHEN 'West' THEN 2 END;
SELECT trails, difficulty FROM plan_loop(46, 7, 1, 2.95, loops => 2, max_repeat => 0.1) ORDER BY trails;
SELECT trails, difficulty FROM plan_loop(46, 7, 1, 2.95, loops => 2, max_difficulty => 3, max_repeat => 0.1);
SELECT trails, difficulty FROM plan_loop(46, 7, 1, 2.95, loops => 2, max_difficulty => 1, max_repeat => 0.1);
BEGIN;
UPDATE option_net.edge SET difficulty = NULL;
SET LOCAL client_min_messages = notice;
SELECT trails, difficulty FROM plan_loop(46, 7, 1, 2.95, max_difficulty => 1, max_repeat => 0.1, avoid_roads => true);
-- Where none is known, that it leaves nothing out is said.
UPDATE option_net.edge SET kind = NULL;
SELECT trails FROM plan_loop(46, 7, 1, 2.95, max_difficulty => 6, max_repeat => 0.1, avoid_roads => true);
UPDATE option_net.edge SET kind = 'path' WHERE name = 'West';
SELECT trails FROM plan_loop(46, 7, 1, 2.95, max_repeat => 0.1, avoid_roads => true);
UPDATE option_net.trailhead SET kind = NULL WHERE id = 1;
SELECT FROM plan_loop(46, 7, 1, 2.95, start_kinds => '{parking}');
ROLLBACK;
-- One-way trails are walked along their way, and a heading does not turn them round.
BEGIN;
UPDATE option_net.edge SET oneway = true WHERE name LIKE 'West%';
SELECT heading, count(*) AS edges, bool_and(NOT e.oneway OR nodes[i] = e.source) AS along
FROM (VALUES (250), (290)) AS h(heading), plan_loop(46, 7, 1, 2.95, max_difficulty => 3, heading => h.heading, max_repeat => 0.1),
  generate_subscripts(edges, 1) AS i, option_net.edge e WHERE e.id = edges[i] GROUP BY heading;
UPDATE option_net.edge SET (source, target, geom) = (SELECT target, source, ST_Reverse(geom)) WHERE name = 'West home';
SELECT trails FROM plan_loop(46, 7, 1, 2.95, max_difficulty => 3, max_repeat => 0.1);
ROLLBACK;
-- Hours: 4 km and 600 m of climb an hour at pace 1; the minutes of the legs add up to them.
SELECT pace, round(hours::numeric, 4) = round(((hike_mi * 1.609344 / 4 + ascent_m / 600) / pace)::numeric, 4) AS hours_add_up,
  round(sum(minutes)::numeric, 4) = round(60 * hours::numeric, 4) AS minutes_add_up
FROM (VALUES (1), (1.25)) AS p(pace), plan_loop(46, 7, 1, 2.95, pace => p.pace) AS l, loop_legs(l) GROUP BY hours, hike_mi, ascent_m, pace;
SELECT round(loopgenie.walking_hours(16000, 1000)::numeric, 3) AS hours, loopgenie.walking_hours(4000, NULL) AS unknown;
-- The start: of what kinds it may be, and what is said where there is none.
SELECT trailhead_kind, count(*) FROM plan_loop(46, 7, 1, 2.95, loops => 2, start_kinds => '{dead_end,parking}') GROUP BY 1;
SET client_min_messages = notice;
SELECT trailhead_kind FROM plan_loop(46, 7, 1, 2.95, start_kinds => '{parking,NULL,bus_stop}');
SELECT trailhead_kind FROM plan_loop(46, 7, 1, 2.95, start_kinds => '{}');
SET client_min_messages = warning;
-- Which way round: out by the northern or by the southern side.
SELECT heading, trails, abs(degrees(ST_Azimuth(ST_StartPoint(geom), ST_PointN(geom, 3))) - heading) < 40 AS towards
FROM (VALUES (60), (120)) AS h(heading), plan_loop(46, 7, 1, 2.95, max_ascent_m => 200, heading => h.heading);
-- The same arguments give the same answer, another seed or effort one as good here.
SELECT count(DISTINCT round(score::numeric, 6)) AS scores
FROM (VALUES (0, NULL), (0, NULL), (1, NULL), (7, 100000), (0, 50000000)) AS o(seed, effort),
  plan_loop(46, 7, 1, 5.9, seed => o.seed, effort => o.effort);
-- Errors.
SELECT FROM plan_loop(46, 7, 1, 3, max_ascent_m => -1);
SELECT FROM plan_loop(46, 7, 1, 3, avoid_roads => NULL);
SELECT FROM plan_loop(46, 7, 1, 3, heading => 361);
SELECT FROM plan_loop(46, 7, 1, 3, heading => 'NaN');
SELECT FROM plan_loop(46, 7, 1, 3, effort => 0);
SELECT FROM plan_loop(46, 7, 1, 3, seed => -1);
SELECT FROM plan_loop(46, 7, 1, 3, pace => 0.2);
SELECT FROM plan_loop(46, 7, 1, 3, pace => NULL);
SELECT FROM plan_loop(46, 7, 1, 3, max_difficulty => 7);
SELECT FROM plan_loop(46, 7, 1, 3, max_difficulty => 0);
ALTER TABLE option_net.edge DROP CONSTRAINT edge_difficulty_check;
UPDATE option_net.edge SET difficulty = 9 WHERE name = 'East';
SELECT FROM plan_loop(46, 7, 1, 3);
RESET loopgenie.network;
DROP SCHEMA option_net CASCADE;
DROP TABLE option_trails;
