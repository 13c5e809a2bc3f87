-- Asks plan_loop from the starts that maps.sh chose, and prints how long it took and how good the
-- answers are. Run by plan.sh, and explained there.
SET client_min_messages = error;
\ir print.sql
\ir tables.sql

CREATE TABLE answer (
  map text, mode text, asked_mi float8, trailhead_id bigint,
  ms float8,          -- the median of three calls; of one that takes over 100 ms
  loop planned_loop,  -- of nulls where there is no answer
  loop_exists bool    -- one of that length with at most a tenth walked twice
);
CREATE FUNCTION ask(s start, mode text, asked_mi float8) RETURNS answer LANGUAGE plpgsql AS $$
DECLARE
  drive_km CONSTANT float8 := CASE mode WHEN 'start' THEN 0.3 ELSE 40 END;
  began timestamptz;
  took float8[];
  answered planned_loop;
BEGIN
  FOR i IN 1..3 LOOP
    began := clock_timestamp();
    SELECT * INTO answered FROM plan_loop(s.lat, s.lon, drive_km, asked_mi, network => s.map);
    took[i] := ms_since(began);
    EXIT WHEN took[i] > 100;
  END LOOP;
  RETURN (s.map, mode, asked_mi, s.id, middle(took), answered,
    answered.repeat_mi <= 0.1 * answered.hike_mi
    OR EXISTS (SELECT FROM plan_loop(s.lat, s.lon, drive_km, asked_mi, max_repeat => 0.1, network => s.map)))::answer;
END $$;

-- One backend, warm: the networks are prepared and mapped, the statements planned.
SELECT count(*) FROM start AS s, plan_loop(s.lat, s.lon, 0.3, 1, network => s.map) \g /dev/null
INSERT INTO answer
SELECT asked.*
FROM start AS s, unnest(string_to_array(:'modes', ' ')) AS mode, unnest('{5,10,20,40}'::float8[]) AS asked_mi,
  LATERAL ask(s, mode, asked_mi) AS asked
ORDER BY s.map, mode, asked_mi;

CREATE VIEW figure AS
SELECT map, mode, asked_mi, trailhead_id, ms, (loop).score IS NOT NULL AS answered, loop_exists,
  100 * abs((loop).hike_mi / asked_mi - 1) AS error, 100 * (loop).repeat_mi / (loop).hike_mi AS repeats,
  (loop).score, (loop).bound, (loop).bound - (loop).score AS gap, (loop).proven, (loop).shape, (loop).drive_km
FROM answer;
\copy (SELECT * FROM figure ORDER BY map, mode, asked_mi, trailhead_id) TO 'build/bench/plan.tsv' (FORMAT csv, HEADER, DELIMITER E'\t')

CREATE FUNCTION summary(keys text) RETURNS text LANGUAGE sql AS $$
  SELECT format($query$
    SELECT %1$s count(*) AS asked, count(*) FILTER (WHERE answered) AS answered,
      round(p50(ms), 1) AS "p50 ms", round(p95(ms), 1) AS "p95 ms",
      round(p50(error), 2) AS "error %%", round(p90(error), 1) AS "p90 error",
      round(p50(repeats), 1) AS "repeats %%", round(p90(repeats), 1) AS "p90 repeats",
      round(100 * avg(proven::integer) FILTER (WHERE answered)) AS "proven %%",
      round(p50(gap), 4) AS gap, round(p95(gap), 4) AS "p95 gap",
      count(*) FILTER (WHERE loop_exists) AS "a loop exists",
      round(p50(error) FILTER (WHERE loop_exists), 2) AS "its error %%",
      round(p50(repeats) FILTER (WHERE loop_exists), 1) AS "its repeats %%"
    FROM figure %2$s
    $query$, keys || ',', 'GROUP BY ' || keys || ' ORDER BY ' || keys)
$$;
\echo
\echo By map, mode and miles
SELECT * FROM markdown(summary('map, mode, asked_mi'));
\echo
\echo By mode and miles
SELECT * FROM markdown(summary('mode, asked_mi'));
\echo
\echo Over all
SELECT * FROM markdown(summary(NULL));
