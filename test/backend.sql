-- Run by test/suites/70-backend.sh in one session; each line of the answer is name|values.
SET client_min_messages = error;
CREATE EXTENSION dblink;
CREATE FUNCTION resident_kb() RETURNS bigint LANGUAGE sql
AS $$ SELECT (regexp_match(pg_read_file('/proc/self/status'), 'VmRSS:\s+(\d+)'))[1]::bigint $$;
-- Now, as a process sees it that other work keeps from the processors: the time that it stood in line for one is left out.
CREATE FUNCTION own_ms(process text DEFAULT 'self') RETURNS float8 LANGUAGE sql VOLATILE
AS $$ SELECT extract(epoch FROM clock_timestamp())::float8 * 1000
        - coalesce(split_part(pg_read_file('/proc/' || process || '/schedstat', 0, 100, true), ' ', 2)::float8 / 1e6, 0) $$;
CREATE TABLE attempt (i int, ms float8, state text, live bigint, kb bigint);
-- The heaviest request there is: 200 miles, twenty loops, every trailhead.
CREATE FUNCTION heaviest() RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  PERFORM count(*) FROM plan_loop(46.2, 7.28, 100, 200, loops => 20, network => 'grid');
  RETURN 'answered';
EXCEPTION WHEN query_canceled THEN
  RETURN 'cancelled';
END $$;
SELECT 'prepared', loopgenie.prepare_network('grid');
SELECT format($q$
  SET statement_timeout = 0;
  CREATE TEMP TABLE begun AS SELECT own_ms() AS at;
  SET statement_timeout = 50;
  CREATE TEMP TABLE done AS SELECT heaviest() AS state;
  SET statement_timeout = 0;
  INSERT INTO attempt SELECT %s, own_ms() - at, state, loopgenie._live_objects(), resident_kb() FROM begun, done;
  DROP TABLE begun, done;
$q$, i) FROM generate_series(1, 50) AS i \gexec
SELECT 'slowest_ms', round(max(ms)::numeric) FROM attempt;
SELECT 'timeouts', count(*) FILTER (WHERE state = 'cancelled'), max(ms) < 150 FROM attempt;
SELECT 'growth_kb', (SELECT kb FROM attempt WHERE i = 50) - (SELECT kb FROM attempt WHERE i = 10);
SELECT 'growth_ok', (SELECT kb FROM attempt WHERE i = 50) - (SELECT kb FROM attempt WHERE i = 10) < 8192;

CREATE TABLE counts (timeouts bigint, errors bigint, answers bigint);
INSERT INTO counts (timeouts) SELECT max(live) FROM attempt;
DO $$
BEGIN
  FOR i IN 1..100 LOOP
    BEGIN
      PERFORM FROM plan_loop(46, 7, 5, i, tolerance => 9, network => 'grid');
    EXCEPTION WHEN invalid_parameter_value THEN NULL;
    END;
    BEGIN
      PERFORM set_config('loopgenie.max_edges', '5', false);
      UPDATE grid.edge SET name = NULL WHERE id = 1;
      PERFORM FROM plan_loop(46, 7, 5, 5, network => 'grid');
    EXCEPTION WHEN program_limit_exceeded THEN NULL;
    END;
    EXIT WHEN i = 5;
  END LOOP;
  PERFORM set_config('loopgenie.max_edges', '5000000', false);
END $$;
UPDATE counts SET errors = loopgenie._live_objects();
SELECT 'answered', count(*) FROM generate_series(1, 50) AS i, plan_loop(46.1, 7.1, 3, 3, network => 'grid');
UPDATE counts SET answers = loopgenie._live_objects();
SELECT 'live', * FROM counts;

-- Another session cancels this one.
SELECT dblink_connect('other', format('host=%s port=%s dbname=backend', split_part(current_setting('unix_socket_directories'), ',', 1), current_setting('port')));
SELECT dblink_send_query('other', format(
  'SELECT at, pg_cancel_backend(%s) FROM (SELECT own_ms(%1$L) AS at FROM pg_sleep(0.05) OFFSET 0) AS told', pg_backend_pid()));
CREATE TEMP TABLE done AS SELECT heaviest() AS state;
CREATE TEMP TABLE ended AS SELECT own_ms() AS at;
CREATE TEMP TABLE told AS SELECT * FROM dblink_get_result('other') AS told(at float8, sent boolean);
SELECT 'cancel_ms', round((ended.at - told.at)::numeric) FROM ended, told;
SELECT 'cancelled', state, loopgenie._live_objects(), ended.at - told.at < 150 FROM done, ended, told;
