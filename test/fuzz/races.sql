-- What races.sh lets happen at once. A network is a ring of four edges of one generation, which its edges have for a
-- name and in their lengths: an answer whose names and length are not of one generation has mixed two contents.
SET client_min_messages = error;
CREATE UNLOGGED TABLE race_alive AS SELECT 1 AS one;  -- empty after a crash
CREATE TABLE race_answer (planner int, right_ones int, conflicts int, wrong text);
CREATE SEQUENCE race_generation;

CREATE FUNCTION length_of(generation bigint) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$ SELECT 1000 + generation % 97 $$;

CREATE PROCEDURE fill(network name) LANGUAGE plpgsql AS $$
DECLARE
  generation bigint := nextval('race_generation');
  tables name[] := ARRAY(SELECT t FROM unnest('{node,edge,trailhead,road}'::name[]) AS t ORDER BY random());
  tab name;
BEGIN
  FOREACH tab IN ARRAY tables LOOP
    EXECUTE format('TRUNCATE %I.%I', network, tab);
    EXECUTE format('INSERT INTO %1$I.%2$I ', network, tab) || CASE tab
      WHEN 'node' THEN format('SELECT i, NULL, ST_Point(7 + i * 0.001, 46, 4326) FROM generate_series(1, 4) AS i')
      WHEN 'edge' THEN format('(id, source, target, length_m, name, geom) SELECT i, i, i %% 4 + 1, length_of(%1$s), ''G%1$s'',
          ST_MakeLine(ST_Point(7 + i * 0.001, 46, 4326), ST_Point(7 + (i %% 4 + 1) * 0.001, 46, 4326)) FROM generate_series(1, 4) AS i', generation)
      WHEN 'trailhead' THEN 'SELECT 1, 1, 1, ''Start'', ''parking'', ST_Point(7.001, 46, 4326)'
      ELSE 'SELECT 1, 1, 2, 500, false, NULL, ST_MakeLine(ST_Point(7.001, 46, 4326), ST_Point(7.002, 46, 4326))' END;
  END LOOP;
END $$;

CREATE PROCEDURE make(network name) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM loopgenie._create_network(network);
  CALL fill(network);
  PERFORM loopgenie._finish_network(network, 'race');
END $$;

-- One change, drawn at random; of either network, under whatever name it has.
CREATE PROCEDURE change(network name) LANGUAGE plpgsql AS $$
DECLARE
  building name := 'race_build_' || pg_backend_pid();
  generation bigint;
BEGIN
  CASE floor(random() * 9)
  WHEN 0 THEN
    CALL fill(network);
  WHEN 1 THEN
    generation := nextval('race_generation');
    EXECUTE format('UPDATE %I.edge SET length_m = length_of(%s), name = ''G%2$s''', network, generation);
  WHEN 2 THEN
    ALTER SCHEMA race_a RENAME TO race_c;
    ALTER SCHEMA race_b RENAME TO race_a;
    ALTER SCHEMA race_c RENAME TO race_b;
  WHEN 3 THEN
    CALL make(building);
    PERFORM loopgenie._swap_network(building, network);
  WHEN 4 THEN
    generation := nextval('race_generation');
    EXECUTE format('ALTER TABLE %I.edge DISABLE TRIGGER touch_content_updated', network);
    EXECUTE format('UPDATE %I.edge SET length_m = length_of(%s), name = ''G%2$s''', network, generation);
    EXECUTE format('ALTER TABLE %I.edge ENABLE ALWAYS TRIGGER touch_content_updated', network);
  WHEN 5 THEN
    generation := nextval('race_generation');
    EXECUTE format('ALTER TABLE %I.edge ALTER length_m TYPE float8 USING length_of(%s), ALTER name TYPE text USING ''G%2$s''', network, generation);
  WHEN 6 THEN
    EXECUTE format('UPDATE %I.edge SET length_m = 1, name = ''never''', network);
    PERFORM loopgenie.prepare_network(network);
    PERFORM FROM plan_loop(46, 7.001, 5, 2, tolerance => 0.5, network => network);
    RAISE EXCEPTION 'undone' USING ERRCODE = 'triggered_action_exception';
  WHEN 7 THEN
    generation := nextval('race_generation');
    EXECUTE format('UPDATE %I.edge SET length_m = length_of(%s), name = ''G%2$s''', network, generation);
    PERFORM loopgenie.prepare_network(network);
    generation := nextval('race_generation');
    EXECUTE format('UPDATE %I.edge SET length_m = length_of(%s), name = ''G%2$s''', network, generation);
  ELSE
    PERFORM loopgenie.prepare_network(network);
  END CASE;
END $$;

CREATE PROCEDURE keep_changing(until timestamptz) LANGUAGE plpgsql AS $$
BEGIN
  WHILE clock_timestamp() < until LOOP
    BEGIN
      CALL change(CASE WHEN random() < 0.5 THEN 'race_a' ELSE 'race_b' END);
    EXCEPTION WHEN triggered_action_exception OR deadlock_detected OR undefined_table OR invalid_schema_name
        OR serialization_failure OR lock_not_available THEN
      NULL;
    END;
    COMMIT;
    PERFORM pg_sleep(random() * 0.02);
  END LOOP;
END $$;

-- What is wrong with an answer; null for nothing.
CREATE FUNCTION what_is_wrong(l planned_loop) RETURNS text LANGUAGE sql AS $$
  SELECT CASE
    WHEN cardinality(l.trails) <> 1 OR l.trails[1] !~ '^G\d+$' THEN 'named ' || l.trails::text
    WHEN abs(l.hike_mi * 1609.344 - 4 * length_of(substr(l.trails[1], 2)::bigint)) > 0.01 THEN format('%s is %s m long', l.trails, l.hike_mi * 1609.344) END
$$;

CREATE PROCEDURE keep_planning(planner int, until timestamptz) LANGUAGE plpgsql AS $$
DECLARE
  answers int;
  wrong text;
  right_ones int := 0;
  conflicts int := 0;
BEGIN
  WHILE clock_timestamp() < until LOOP
    answers := NULL;
    BEGIN
      SELECT count(*), max(what_is_wrong(l)) INTO answers, wrong
      FROM plan_loop(46, 7.001, 5, 4100 / 1609.344, tolerance => 0.1, network => CASE WHEN random() < 0.5 THEN 'race_a' ELSE 'race_b' END) AS l;
    EXCEPTION WHEN serialization_failure OR undefined_table OR invalid_schema_name OR deadlock_detected OR query_canceled THEN
      conflicts := conflicts + 1;
    WHEN OTHERS THEN
      wrong := SQLSTATE || ' ' || SQLERRM;
    END;
    IF answers = 0 THEN
      wrong := 'no answer';
    END IF;
    IF wrong IS NOT NULL THEN
      INSERT INTO race_answer VALUES (planner, 0, 0, wrong);
    END IF;
    right_ones := right_ones + coalesce(answers, 0);
    -- Killed planners have told what they saw so far.
    IF random() < 0.05 OR clock_timestamp() >= until THEN
      INSERT INTO race_answer VALUES (planner, right_ones, conflicts);
      right_ones := 0;
      conflicts := 0;
    END IF;
    wrong := NULL;
    COMMIT;
  END LOOP;
END $$;

CALL make('race_a');
CALL make('race_b');
