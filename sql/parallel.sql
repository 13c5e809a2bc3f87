-- Plans in parallel workers: the same answers, bit for bit, the same notices and errors.
SET client_min_messages = warning;
CREATE TABLE parallel_trails AS
SELECT format('Way %s', i) AS name, ST_MakeLine(ST_Point(7 + i * 0.004, 46, 4326), ST_Point(7 + i * 0.004, 46.04, 4326)) AS geom FROM generate_series(0, 9) AS i
UNION ALL
SELECT format('Path %s', i), ST_MakeLine(ST_Point(7, 46 + i * 0.005, 4326), ST_Point(7.036, 46 + i * 0.005, 4326)) FROM generate_series(0, 8) AS i
UNION ALL
SELECT 'Lane', ST_MakeLine(ST_Point(7.036, 46.04, 4326), ST_Point(7.05, 46.05, 4326));
SELECT edges FROM loopgenie.build_network('parallel_trails', network => 'parallel_net');
SET loopgenie.network = 'parallel_net';
CREATE TABLE parallel_place AS SELECT i AS id, 46.04 + i * 0.0005 AS lat, 7.03 + i * 0.001 AS lon, 2 + i % 5 AS miles FROM generate_series(1, 40) AS i;
ANALYZE parallel_place;

-- The whole of a query runs in one worker, whatever it costs. The setting has had two names.
CREATE FUNCTION in_one_worker(wanted text) RETURNS void LANGUAGE sql AS $$
  SELECT set_config(name, wanted, false) FROM pg_settings WHERE name IN ('force_parallel_mode', 'debug_parallel_query') $$;
CREATE FUNCTION has_workers(query text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  line text;
BEGIN
  FOR line IN EXECUTE 'EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) ' || query LOOP
    IF line ~ 'Workers Launched: [1-9]' THEN
      RETURN true;
    END IF;
  END LOOP;
  RETURN false;
END $$;
-- Of what a function reads only that runs in workers which it returns at once.
CREATE FUNCTION rows_of(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY EXECUTE format('SELECT r::text FROM (%s) AS r', query);
END $$;
CREATE TABLE question AS SELECT * FROM (VALUES
  ('plans', 'SELECT p.id, l.* FROM parallel_place AS p, plan_loop(p.lat, p.lon, 20, p.miles, loops => 3) AS l'),
  ('options', 'SELECT p.id, l.* FROM parallel_place AS p, plan_loop(p.lat, p.lon, 20, 6, heading => 90, seed => 3, days => 2, camp_kinds => ''{}'') AS l WHERE p.id < 5'),
  ('trailheads', 'SELECT p.id, t.* FROM parallel_place AS p, reachable_trailheads(p.lat, p.lon, 20) AS t'),
  ('legs', 'SELECT s.* FROM plan_loop(46.05, 7.05, 20, 5) AS l, loop_legs(l) AS s'),
  ('days', 'SELECT d.*, loop_gpx(l) FROM plan_loop(46.05, 7.05, 20, 6, days => 2, camp_kinds => ''{}'') AS l, loop_days(l) AS d')) AS q(name, query);
CREATE TABLE alone AS SELECT name, r AS row FROM question, rows_of(query) AS r;
SELECT name, count(*) > 0 AS answered FROM alone GROUP BY 1 ORDER BY 1;

SELECT in_one_worker('on');
SELECT name, has_workers(query) FROM question ORDER BY 1;
CREATE TABLE in_worker AS SELECT name, r AS row FROM question, rows_of(query) AS r;
SELECT in_one_worker('off');
-- Postgres counts a function in FROM once, however many rows call it: 40 places are not worth a worker to it.
SET cpu_tuple_cost = 10;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SELECT name, has_workers(query) FROM question WHERE query LIKE '%FROM parallel_place%' ORDER BY 1;
CREATE TABLE in_workers AS SELECT name, r AS row FROM question, rows_of(query) AS r;
SELECT count(*) AS differ FROM ((TABLE alone EXCEPT ALL TABLE in_worker) UNION ALL (TABLE in_worker EXCEPT ALL TABLE alone)
  UNION ALL (TABLE alone EXCEPT ALL TABLE in_workers) UNION ALL (TABLE in_workers EXCEPT ALL TABLE alone)) AS d;

-- A worker may be the first to see a new version, and sees what its own transaction has changed.
SELECT in_one_worker('on');
SELECT round(hike_mi::numeric, 3) AS hike_mi FROM plan_loop(46.05, 7.05, 20, 3, tolerance => 0.5);
UPDATE parallel_net.edge SET length_m = length_m * 1.25;
SELECT round(hike_mi::numeric, 3) AS hike_mi FROM plan_loop(46.05, 7.05, 20, 3, tolerance => 0.5);
BEGIN;
UPDATE parallel_net.edge SET length_m = length_m * 1.1;
SELECT round(hike_mi::numeric, 3) AS hike_mi FROM plan_loop(46.05, 7.05, 20, 3, tolerance => 0.5);
ROLLBACK;
SELECT round(hike_mi::numeric, 3) AS hike_mi FROM plan_loop(46.05, 7.05, 20, 3, tolerance => 0.5);
SET client_min_messages = notice;
SELECT FROM plan_loop(46.5, 7, 5, 4);
\set VERBOSITY terse
SELECT FROM plan_loop(46, 7, 5, -1);
SELECT FROM plan_loop(46, 7, 5, 1, network => 'no_such_net');
\set VERBOSITY default
SELECT in_one_worker('off');
SET client_min_messages = warning;
DROP SCHEMA parallel_net CASCADE;
DROP TABLE parallel_trails, parallel_place, question, alone, in_worker, in_workers;
DROP FUNCTION in_one_worker, has_workers, rows_of;
