-- Requests drawn at random over random networks made by hand, broken ones included. Whatever is asked of whatever
-- tables, the answer is loops that keep their limits, nothing with a notice, or an error that says what to do.
-- Run by run.sh in a database of its own: -v seed=1 -v seconds=20
SET client_min_messages = error;
SET check_function_bodies = off;  -- the tables are made later
SELECT set_config('fuzz.deadline', (clock_timestamp() + make_interval(secs => :seconds))::text, false),
  setseed((:seed % 1000) / 1000.0) \g /dev/null

CREATE TABLE fuzz_result (asked bigint, answered bigint, refused bigint, cancelled bigint);
CREATE TABLE fuzz_wrong (network int, request text, what text);

CREATE FUNCTION any_of(VARIADIC choices float8[]) RETURNS float8 LANGUAGE sql VOLATILE
AS $$ SELECT choices[1 + floor(random() * cardinality(choices))] $$;

-- A network of up to 40 nodes. Of every third one value in a hundred may be such as no network has: lengths and appeals of any kind,
-- unknown nodes, ids that come twice, nulls, coordinates that are nowhere.
CREATE FUNCTION draw_network() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  nodes int := 1 + floor(random() * 40);
  edges int := floor(random() * 80);
  broken float8 := CASE WHEN random() < 0.3 THEN 0.01 ELSE 0 END;
BEGIN
  DROP SCHEMA IF EXISTS fuzz CASCADE;
  CREATE SCHEMA fuzz;
  CREATE TABLE fuzz.node AS SELECT n::bigint AS id, ST_Point(7 + random() * 0.05, 46 + random() * 0.05, 4326) AS geom FROM generate_series(1, nodes) AS n;
  CREATE TABLE fuzz.edge AS
    SELECT CASE WHEN random() < broken THEN 1 ELSE e END::bigint AS id, a.id AS source,
      CASE WHEN random() < broken THEN 999 ELSE b.id END AS target,
      CASE WHEN random() < broken THEN any_of(0, -1, 'NaN', 'Infinity', 1e9, 1e-9, NULL) ELSE 1 + random() * 3000 END AS length_m,
      CASE WHEN random() < broken THEN any_of(-1, 2, 'NaN', NULL) ELSE random() END AS appeal,
      CASE WHEN random() < 0.1 THEN any_of(NULL, 'NaN', -5, 1e300) ELSE random() * 300 END AS ascent_m,
      CASE WHEN random() < 0.1 THEN NULL ELSE random() * 300 END AS descent_m,
      CASE WHEN random() < 0.3 THEN 'residential' END AS kind, CASE WHEN random() < 0.7 THEN 'Trail ' || e % 7 END AS name,
      random() < 0.2 AS oneway, CASE WHEN random() < 0.5 THEN 1 + floor(random() * 6) END::int AS difficulty,
      ST_MakeLine(a.geom, b.geom) AS geom
    FROM generate_series(1, edges) AS e, LATERAL (SELECT * FROM fuzz.node WHERE e > 0 ORDER BY random() LIMIT 1) AS a,
      LATERAL (SELECT * FROM fuzz.node WHERE e > 0 ORDER BY random() LIMIT 1) AS b;
  CREATE TABLE fuzz.trailhead AS
    SELECT CASE WHEN random() < broken THEN 1 ELSE t END::bigint AS id, CASE WHEN random() < 0.1 THEN 999 ELSE n.id END AS node_id,
      CASE WHEN random() < 0.2 THEN NULL ELSE n.id END AS road_node_id, 'Start ' || t AS name,
      CASE WHEN random() < 0.1 THEN 'nearest' END AS kind,
      CASE WHEN random() < broken THEN ST_Point(any_of('NaN', 1e6, 7), any_of('NaN', 1e6, 46), 4326)
           WHEN random() < broken THEN 'POINT EMPTY'::geometry ELSE n.geom END AS geom
    FROM generate_series(1, floor(random() * 8)::int) AS t, LATERAL (SELECT * FROM fuzz.node WHERE t > 0 ORDER BY random() LIMIT 1) AS n;
  IF random() < 0.5 THEN
    CREATE TABLE fuzz.road AS
      SELECT e.id, e.source, e.target, CASE WHEN random() < broken THEN any_of(-1, 'NaN', 'Infinity') ELSE e.length_m END AS length_m,
        random() < 0.2 AS oneway, e.geom FROM fuzz.edge e WHERE random() < 0.6 AND e.length_m IS NOT NULL;
  END IF;
  IF random() < 0.5 THEN
    CREATE TABLE fuzz.twin AS
      SELECT a.id AS edge_a, b.id AS edge_b, any_of(10, 100, 'NaN', -1, 1e9) AS length_m FROM fuzz.edge a, fuzz.edge b WHERE random() < 0.01;
  END IF;
END $$;

-- One argument in a hundred is such as may not be.
CREATE FUNCTION argument(wrong float8[], VARIADIC choices float8[]) RETURNS float8 LANGUAGE sql VOLATILE
AS $$ SELECT CASE WHEN random() < 0.01 THEN any_of(VARIADIC wrong) ELSE any_of(VARIADIC choices) END $$;

CREATE FUNCTION draw_request() RETURNS text LANGUAGE sql VOLATILE AS $$
  SELECT format('%L::float8, %L::float8, %L::float8, %L::float8, loops => %L::int, tolerance => %L::float8, max_repeat => %L::float8, '
    'max_ascent_m => %L::float8, avoid_roads => %L::bool, heading => %L::float8, effort => %L::bigint, seed => %L::int, network => %L',
    argument('{NaN,91,-91,NULL,Infinity}', 46, 46 + random() * 0.05), argument('{NaN,181,NULL}', 7, 7 + random() * 0.05),
    argument('{0,-1,NaN,NULL,1001}', 3, 10, 1000, 1e-9), argument('{0,501,NaN,NULL}', 0.1, 1, 2, 4, 8, 20, 500, 1e-9),
    argument('{0,21,NULL}', 1, 1, 2, 5, 20), argument('{-0.1,0.6,NaN,NULL}', 0, 0.05, 0.1, 0.5, 0.5),
    argument('{-1,0.51,NaN,NULL}', 0, 0.1, 0.5, 0.5), argument('{-1,NaN,1e9}', NULL, NULL, 0, 100, 100000), random() < 0.2,
    argument('{-1,361,NaN}', NULL, NULL, 0, 90, 360), argument('{0,-1,1e11}', NULL, NULL, 1, 1000, 100000, 2000000),
    argument('{-1}', 0, 1, 2147483647), 'fuzz')
$$;

-- What is wrong with an answer; null for nothing. drive_km and the like are checked by the caller's own limits.
CREATE FUNCTION what_is_wrong(l planned_loop) RETURNS text LANGUAGE sql AS $$
  SELECT CASE
    WHEN NOT (l.score > -10 AND l.score <= l.bound + 1e-9) THEN 'score and bound'
    WHEN l.nodes[1] <> l.nodes[cardinality(l.nodes)] OR cardinality(l.nodes) <> cardinality(l.edges) + 1 THEN 'not closed'
    WHEN (SELECT max(n) > 2 FROM (SELECT count(*) AS n FROM unnest(l.edges) AS e GROUP BY e) AS uses) THEN 'walked thrice'
    WHEN NOT EXISTS (SELECT FROM fuzz.trailhead t WHERE t.id = l.trailhead_id AND t.node_id = l.nodes[1]) THEN 'another trailhead'
    WHEN EXISTS (SELECT FROM unnest(l.edges) WITH ORDINALITY AS w(edge, i) JOIN fuzz.edge e ON e.id = w.edge
                 WHERE (l.nodes[i], l.nodes[i + 1]) NOT IN ((e.source, e.target), (e.target, e.source))) THEN 'not connected'
    WHEN abs(l.hike_mi * 1609.344 - (SELECT sum(e.length_m) FROM unnest(l.edges) AS w JOIN fuzz.edge e ON e.id = w)) > 0.05 THEN 'length' END
$$;

CREATE PROCEDURE fuzz() LANGUAGE plpgsql AS $$
DECLARE
  request text;
  networks int := 0;
  asked bigint := 0;
  answered bigint := 0;
  refused bigint := 0;
  cancelled bigint := 0;
  wrong text;
  loops bigint;
  advice text;
BEGIN
  WHILE clock_timestamp() < current_setting('fuzz.deadline')::timestamptz LOOP
    PERFORM draw_network();
    networks := networks + 1;
    FOR i IN 1..12 LOOP
      request := draw_request();
      asked := asked + 1;
      BEGIN
        EXECUTE format('SELECT count(*), max(what_is_wrong(l)) FROM plan_loop(%s) AS l', request) INTO loops, wrong;
        answered := answered + (loops > 0)::int;
      EXCEPTION
        WHEN query_canceled THEN
          cancelled := cancelled + 1;
        WHEN invalid_parameter_value OR data_corrupted THEN
          GET STACKED DIAGNOSTICS advice = PG_EXCEPTION_HINT;
          refused := refused + 1;
          wrong := CASE WHEN advice = '' THEN 'no hint: ' || SQLERRM END;
        WHEN OTHERS THEN
          wrong := SQLSTATE || ' ' || SQLERRM;
      END;
      IF wrong IS NULL AND loopgenie._live_objects() <> 0 THEN
        wrong := 'objects left behind';
      END IF;
      IF wrong IS NOT NULL THEN
        INSERT INTO fuzz_wrong VALUES (networks, request, wrong);
      END IF;
    END LOOP;
    COMMIT;
  END LOOP;
  INSERT INTO fuzz_result VALUES (asked, answered, refused, cancelled);
END $$;
CALL fuzz();
SELECT 'asked ' || asked || ', answered ' || answered || ', refused ' || refused FROM fuzz_result;
SELECT 'wrong: ' || what || ': ' || request FROM fuzz_wrong LIMIT 5;
SELECT 'sound' FROM fuzz_result WHERE asked >= 12 AND answered > 0 AND refused > 0 AND NOT EXISTS (SELECT FROM fuzz_wrong);
