-- Every documented error, by SQLSTATE, with its hint.
CREATE SCHEMA empty_schema;
CREATE SCHEMA tiny;
CREATE TABLE tiny.node (id bigint, ele_m float8, geom geometry);
CREATE TABLE tiny.edge (id bigint, source bigint, target bigint, length_m float8, ascent_m float8, descent_m float8, appeal float8, name text, kind text, geom geometry);
CREATE TABLE tiny.trailhead (id bigint, node_id bigint, road_node_id bigint, name text, kind text, geom geometry);
CREATE FUNCTION try(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  hint text;
BEGIN
  EXECUTE statement;
  RETURN 'no error';
EXCEPTION WHEN others THEN
  GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
  RETURN SQLSTATE || ' ' || SQLERRM || ' | ' || hint;
END $$;
SET loopgenie.network = 'tiny';
SELECT arguments, try(format('SELECT FROM plan_loop(%s)', arguments)) FROM unnest(ARRAY[
  'NULL, 0, 1, 1', '0, NULL, 1, 1', '0, 0, NULL, 1', '0, 0, 1, NULL',
  '90.1, 0, 1, 1', '-90.1, 0, 1, 1', '''NaN'', 0, 1, 1', '''Infinity'', 0, 1, 1',
  '0, 180.1, 1, 1', '0, ''-Infinity'', 1, 1', '0, 0, 0, 1', '0, 0, -1, 1', '0, 0, 1000.1, 1', '0, 0, ''NaN'', 1',
  '0, 0, 1, 1, hike_hours => 1', '0, 0, 1', '0, 0, 1, hike_hours => 0', '0, 0, 1, hike_hours => 250.1', '0, 0, 1, hike_hours => ''NaN''', '0, 0, 1, hike_hours => 2, pace => 3.1',
  '0, 0, 1, 0', '0, 0, 1, 500.1', '0, 0, 1, ''Infinity''', '0, 0, 1, 1, 0', '0, 0, 1, 1, 21', '0, 0, 1, 1, NULL',
  '0, 0, 1, 1, tolerance => -0.1', '0, 0, 1, 1, tolerance => 0.51', '0, 0, 1, 1, tolerance => NULL',
  '0, 0, 1, 1, max_repeat => -0.1', '0, 0, 1, 1, max_repeat => 0.6', '0, 0, 1, 1, max_repeat => ''NaN''',
  '0, 0, 1, 1, network => ''''', '0, 0, 1, 1, network => ''nowhere''', '0, 0, 1, 1, network => ''empty_schema''',
  '0, 0, 1, 1, network => ''tiny''', '90, 180, 1000, 500, 20, 0.5, 0', '-90, -180, 0.001, 0.001, 1, 0, 0.5'
]) AS arguments;
SELECT arguments, try(format('SELECT FROM reachable_trailheads(%s)', arguments)) FROM unnest(ARRAY[
  'NULL, 0, 1', '91, 0, 1', '0, 181, 1', '0, 0, 0', '0, 0, NULL', '0, 0, 1, ''nowhere''']) AS arguments;
SELECT try('SELECT loopgenie.network_stats(''nowhere'')');
SELECT try('SET loopgenie.drive_detour = 0.5'), try('SET loopgenie.max_edges = 0');
SELECT loopgenie._live_objects() AS live_objects;
RESET loopgenie.network;
SET client_min_messages = warning;
DROP SCHEMA empty_schema, tiny CASCADE;
DROP FUNCTION try;
