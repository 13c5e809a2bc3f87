-- What loopgenie.build_network refuses, and that the old network outlives every refusal.
\set VERBOSITY verbose
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE TABLE good (name text, geom geometry(LineString, 4326));
INSERT INTO good VALUES ('A', 'SRID=4326;LINESTRING(10 47, 10.01 47)'), ('B', 'SRID=4326;LINESTRING(10.005 47, 10.005 47.01)');
CREATE TABLE no_rows (name text, geom geometry(LineString, 4326));
CREATE TABLE only_points AS SELECT 'SRID=4326;POINT(10 47)'::geometry AS geom;
CREATE TABLE no_geom (name text);
CREATE TABLE two_geoms (a geometry, b geometry);
CREATE TABLE no_srid AS SELECT 'LINESTRING(10 47, 10.01 47)'::geometry AS geom;
CREATE TABLE no_srid_metres AS SELECT 'LINESTRING(500000 0, 500100 0)'::geometry AS geom;
CREATE TABLE fiji AS SELECT 'SRID=4326;LINESTRING(179.99 -16.8, -179.99 -16.8)'::geometry AS geom;
CREATE TABLE pole AS SELECT 'SRID=4326;LINESTRING(0 89, 10 89)'::geometry AS geom;
CREATE TABLE tiny AS SELECT 'SRID=4326;LINESTRING(10 47, 10.00001 47)'::geometry AS geom;
CREATE INDEX an_index ON good (name);
CREATE SCHEMA precious;
CREATE TABLE precious.data (a int);
SELECT edges, network FROM loopgenie.build_network('good', network => 'kept');

-- The code and message of an error, and its hint.
CREATE FUNCTION refused(command text) RETURNS TABLE (code text, message text, hint text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE command;
  RETURN QUERY SELECT '00000', 'nothing was refused', '';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, message = MESSAGE_TEXT, hint = PG_EXCEPTION_HINT;
  RETURN NEXT;
END $$;
\x on
\pset format unaligned
SELECT wrong, r.* FROM unnest(ARRAY[
  $$'missing'$$,
  $$NULL$$,
  $$'an_index'$$,
  $$'no_rows'$$,
  $$'only_points'$$,
  $$'tiny'$$,
  $$'no_geom'$$,
  $$'two_geoms'$$,
  $$'two_geoms', 'c'$$,
  $$'good', 'name'$$,
  $$'good', name_column => 'title'$$,
  $$'no_srid'$$,
  $$'no_srid_metres'$$,
  $$'fiji'$$,
  $$'pole'$$,
  $$'good', snap_m => -1$$,
  $$'good', snap_m => 1001$$,
  $$'good', snap_m => 'NaN'$$,
  $$'good', snap_m => NULL$$,
  $$'good', network => ''$$,
  $$'good', network => 'precious'$$,
  $$'good', trailheads => 'no_geom'$$,
  $$'good', trailheads => 'no_srid'$$]) AS wrong,
  refused(format('SELECT loopgenie.build_network(%s%s)', wrong, CASE WHEN wrong LIKE '%network%' THEN '' ELSE ', network => ''kept''' END)) AS r;
SELECT r.* FROM refused('SELECT loopgenie.network_stats(''nowhere'')') AS r;
\pset format aligned
\x off
-- A failure far into a build leaves the old network as it was, too: here the swap is refused.
CREATE TABLE before_failure AS SELECT version FROM kept.info;
CREATE VIEW depends AS SELECT id FROM kept.edge;
SELECT code, message, hint FROM refused('SELECT loopgenie.build_network(''good'', network => ''kept'')');
DROP VIEW depends;
CREATE TABLE kept.mine (a int);
SELECT code, message, hint FROM refused('SELECT loopgenie.build_network(''good'', network => ''kept'')');
DROP TABLE kept.mine;
SELECT (SELECT count(*) FROM kept.edge) AS edges, i.version = b.version AS same FROM kept.info i, before_failure b;
SELECT count(*) AS left_over FROM pg_namespace WHERE nspname LIKE 'loopgenie_build%';
SELECT count(*) AS precious FROM pg_class WHERE relnamespace = 'precious'::regnamespace;

DROP SCHEMA kept CASCADE;
DROP SCHEMA precious CASCADE;
DROP FUNCTION refused;
DROP TABLE good, no_rows, only_points, no_geom, two_geoms, no_srid, no_srid_metres, fiji, pole, tiny, before_failure;
