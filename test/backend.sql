-- Run by test/suites/70-backend.sh in one session; each line of the answer is name|values.
SET client_min_messages = error;
CREATE EXTENSION dblink;
CREATE FUNCTION resident_kb() RETURNS bigint LANGUAGE sql
AS $$ SELECT (regexp_match(pg_read_file('/proc/self/status'), 'VmRSS:\s+(\d+)'))[1]::bigint $$;
CREATE TABLE attempt (i int, ms float8, state text, live bigint, kb bigint);
-- The heaviest request there is: 200 miles, twenty loops, every trailhead.
CREATE FUNCTION heaviest() RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  PERFORM count(*) FROM plan_loop(46.2, 7.28, 100, 200, loops => 20, network => 'grid');
  RETURN 'answered';
EXCEPTION WHEN query_canceled THEN
  RETURN 'cancelled';
END $$;
SELECT 'prepared', count(*) FROM plan_loop(46.2, 7.28, 5, 2, network => 'grid');
SELECT format($q$
  SET statement_timeout = 0;
  CREATE TEMP TABLE begun AS SELECT clock_timestamp() AS at;
  SET statement_timeout = 50;
  CREATE TEMP TABLE done AS SELECT heaviest() AS state;
  SET statement_timeout = 0;
  INSERT INTO attempt SELECT %s, extract(epoch FROM clock_timestamp() - at) * 1000, state, loopgenie._live_objects(), resident_kb() FROM begun, done;
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
CREATE TEMP TABLE begun AS SELECT clock_timestamp() AS at;
SELECT dblink_send_query('other', format('SELECT pg_sleep(0.05), pg_cancel_backend(%s)', pg_backend_pid()));
CREATE TEMP TABLE state AS SELECT heaviest() AS state;
SELECT 'cancelled', state, loopgenie._live_objects(), extract(epoch FROM clock_timestamp() - at) * 1000 < 200 FROM begun, state;
