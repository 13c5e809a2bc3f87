-- Hikes of so many hours on the bundled sample, worked out again from the tables.
SET client_min_messages = warning;
\i test/check/loop_check.sql
SELECT camps FROM loopgenie.build_network('geom', trailheads => 'trailhead_points', camps => 'camp_points');
CREATE FUNCTION prepared_files() RETURNS bigint LANGUAGE sql
AS $$ SELECT count(*) FROM pg_ls_dir('loopgenie', true, false) AS f
      WHERE f LIKE format('%s-%s-%s-%%', (SELECT oid FROM pg_database WHERE datname = current_database()),
                          'trails'::regnamespace::oid, (SELECT content FROM trails.info)) $$;
-- Nobody's first plan prepares anything: both files are there.
SELECT prepared_files();
CREATE TABLE answer AS
SELECT asked.*, l AS loop
FROM (VALUES (2, 1::float8), (5, 1), (5, 1.25), (8, 0.8), (12, 1)) AS asked(walked, pace),
     plan_loop(46.970, 11.080, 25, hike_hours => walked, loops => 2, pace => asked.pace) AS l;
SELECT walked, pace, count(*) AS loops, bool_and((loop).score > 0.9) AS good,
  bool_and((loop).hike_mi * 1.609344 < 4 * walked * pace) AS climbs
FROM answer GROUP BY walked, pace ORDER BY walked, pace;
SELECT walked, pace, (loop).rank, complaint
FROM answer, check_loop(loop, 'trails', NULL, 25, asked_hours => walked, pace => answer.pace) AS complaint;
SELECT prepared_files();

-- The tolerance is of hours, and so is the length of a day.
SELECT count(*) AS loops, bool_and(abs(l.hours - 6) <= 0.06 + 1e-9) AS near
FROM plan_loop(46.970, 11.080, 25, hike_hours => 6, tolerance => 0.01, loops => 3) AS l;
SELECT days, count(*) AS rows, bool_and(d.hours BETWEEN 21.0 / days / 2 - 1e-6 AND 1.5 * 21 / days + 1e-6) AS within, abs(sum(d.hours) - max(l.hours)) < 1e-6 AS add_up
FROM (VALUES (2), (3)) AS a(days), plan_loop(46.970, 11.080, 25, hike_hours => 21, days => a.days) AS l, loop_days(l) AS d GROUP BY days ORDER BY days;
SELECT max(d.hours) <= 7.2 AS harder, max(d.hike_mi) <= 15 AS longer
FROM plan_loop(46.970, 11.080, 25, hike_hours => 18, days => 3, max_day_hours => 7.2, max_day_mi => 15) AS l, loop_days(l) AS d;

-- Where nothing climbs four kilometres are an hour, to the last bit, and one file is enough.
UPDATE trails.edge SET ascent_m = NULL, descent_m = NULL WHERE id % 2 = 0;
UPDATE trails.edge SET ascent_m = 0, descent_m = 0 WHERE id % 2 = 1;
SELECT a.edges = b.edges AS edges, a.score = b.score AS score, a.bound = b.bound AS bound, prepared_files()
FROM plan_loop(46.970, 11.080, 25, hike_hours => 16 * 1.609344 / 4) AS a, plan_loop(46.970, 11.080, 25, 16) AS b;

-- What is said where nothing fits is in hours.
SET client_min_messages = notice;
SELECT FROM plan_loop(46.970, 11.080, 5, hike_hours => 250);
SELECT FROM plan_loop(46.970, 11.080, 5, hike_hours => 0.001);
DELETE FROM trails.camp WHERE kind NOT IN ('spring', 'water');
SELECT FROM plan_loop(46.970, 11.080, 15, hike_hours => 10, days => 2);
DROP TABLE answer;
DROP FUNCTION prepared_files, check_loop, check_alternatives;
