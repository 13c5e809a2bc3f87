-- Building again: versions, grants, neighbours; and trailheads.
\set VERBOSITY terse
CREATE TABLE raw (name text, geom geometry(LineString, 4326));
INSERT INTO raw VALUES ('A', 'SRID=4326;LINESTRING(10 47, 10.02 47)'), ('B', 'SRID=4326;LINESTRING(10.01 47, 10.01 47.01)');
-- A network without one is found by its setting; two stand side by side.
SET loopgenie.network = 'odd "name"';
SELECT network, edges, components, source FROM loopgenie.build_network('raw');
SELECT network, edges FROM loopgenie.build_network('raw', network => 'other');
SELECT network, edges, cycle_share, trailheads, trailheads_with_loop, trailheads_without_loop, roads_km, places, camps
FROM loopgenie.network_stats();
RESET loopgenie.network;

-- Grants on the schema, its tables and columns survive, and nothing is granted that was not.
CREATE ROLE loopgenie_test_reader;
GRANT USAGE ON SCHEMA other TO loopgenie_test_reader;
GRANT SELECT ON other.edge, other.node TO loopgenie_test_reader;
GRANT SELECT (id) ON other.trailhead TO loopgenie_test_reader;
CREATE TABLE first_version AS SELECT version FROM other.info;
INSERT INTO raw VALUES ('C', 'SRID=4326;LINESTRING(10.01 47.01, 10.02 47)');
SELECT edges FROM loopgenie.build_network('raw', network => 'other');
SELECT has_schema_privilege('loopgenie_test_reader', 'other', 'USAGE') AS usage,
  has_table_privilege('loopgenie_test_reader', 'other.edge', 'SELECT') AS edge,
  has_column_privilege('loopgenie_test_reader', 'other.trailhead', 'id', 'SELECT') AS trailhead_id,
  has_table_privilege('loopgenie_test_reader', 'other.trailhead', 'SELECT') AS trailhead,
  has_table_privilege('loopgenie_test_reader', 'other.edge', 'UPDATE') AS edge_update;
SELECT i.version <> f.version AS new_version FROM other.info i, first_version f;
SELECT network, edges, round(cycle_share::numeric, 1) AS cycle_share FROM loopgenie.network_stats('odd "name"');
-- The triggers of a swapped network work where it now stands.
UPDATE first_version SET version = i.version FROM other.info i;
UPDATE other.edge SET appeal = 0.5 WHERE id = 1;
SELECT i.version <> f.version AS changed FROM other.info i, first_version f;
-- A network made by hand may be replaced, too.
DROP TRIGGER touch_version ON other.edge;
DROP TABLE other.road, other.place, other.camp;
SELECT edges FROM loopgenie.build_network('raw', network => 'other');
-- Twice in one transaction, and undone.
BEGIN;
SELECT edges FROM loopgenie.build_network('raw', network => 'other');
DELETE FROM raw WHERE name = 'C';
SELECT edges FROM loopgenie.build_network('raw', network => 'other');
ROLLBACK;
SELECT count(*) FROM other.edge;

-- Trailheads without a table: dead ends, named after their trail; in a part without any, each node.
INSERT INTO raw VALUES ('Ring', 'SRID=4326;LINESTRING(11 47, 11.01 47, 11.01 47.01, 11 47)');
SELECT trailheads, trailheads_with_loop FROM loopgenie.build_network('raw', network => 'other');
SELECT name, kind, geom = (SELECT geom FROM other.node n WHERE n.id = node_id) AS at_node FROM other.trailhead ORDER BY name, id;
-- From a table of any SRID: split in the middle of an edge, taken to a node, a mean place for an area, too far, none.
CREATE TABLE spot (name text, kind text, geom geometry);
INSERT INTO spot VALUES
  ('middle', 'parking', ST_Transform('SRID=4326;POINT(10.005 47.001)'::geometry, 3857)),
  ('same place', NULL, 'SRID=4326;POINT(10.005 47.001)'),
  ('junction', 'parking', 'SRID=4326;POINT(10.0101 46.9999)'),
  ('area', 'parking', ST_Expand('SRID=4326;POINT(10.0 46.9995)'::geometry, 0.0001)),
  ('far', 'parking', 'SRID=4326;POINT(10.005 46.99)'),
  ('nowhere', 'parking', NULL);
SELECT nodes, edges, trailheads, trailheads_with_loop, trailheads_without_loop
FROM loopgenie.build_network('raw', network => 'other', trailheads => 'spot');
SELECT t.name, t.kind, count(e.*) AS edges_there, round(ST_Distance(t.geom::geography, n.geom::geography)) AS off_m
FROM other.trailhead t JOIN other.node n ON n.id = t.node_id JOIN other.edge e ON n.id IN (e.source, e.target)
GROUP BY t.id, t.name, t.kind, t.geom, n.geom ORDER BY t.name;

-- Only its owner and those told so may build; everybody may ask for the figures of what they may read.
SELECT has_function_privilege('loopgenie_test_reader', 'loopgenie.build_network(regclass, name, name, float8, name, regclass, regclass, name, name, float8, regclass)', 'EXECUTE') AS build,
  has_function_privilege('loopgenie_test_reader', 'loopgenie.network_stats(name)', 'EXECUTE') AS stats;

SET client_min_messages = warning;
DROP SCHEMA other CASCADE;
DROP SCHEMA "odd ""name""" CASCADE;
DROP TABLE raw, spot, first_version;
DROP ROLE loopgenie_test_reader;
