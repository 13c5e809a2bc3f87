-- Whoever owns a network, or sets search_path, chooses nothing that plans run or read unchecked.
SET client_min_messages = warning;
CREATE TABLE hostile_trails AS
SELECT 'Ring' AS name, ST_GeomFromText('LINESTRING(7 46, 7.01 46, 7.01 46.01, 7 46)', 4326) AS geom;
SELECT edges FROM loopgenie.build_network('hostile_trails', network => 'hostile_net');
CREATE ROLE loopgenie_reader;
GRANT USAGE ON SCHEMA hostile_net TO loopgenie_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA hostile_net TO loopgenie_reader;
-- Functions, operators and types that match a statement's arguments exactly, before those of pg_catalog.
CREATE SCHEMA evil AUTHORIZATION loopgenie_reader;
SET ROLE loopgenie_reader;
CREATE FUNCTION evil.step(bigint, bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT 42::bigint';
CREATE AGGREGATE evil.array_agg(bigint) (SFUNC = evil.step, STYPE = bigint, INITCOND = '42');
CREATE FUNCTION evil.same(bigint, bigint) RETURNS boolean LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'ran as %', current_user; END $$;
CREATE OPERATOR evil.= (LEFTARG = bigint, RIGHTARG = bigint, FUNCTION = evil.same);
CREATE DOMAIN evil.text AS bigint;
SET search_path = evil, pg_catalog, public;
SELECT shape, nodes, pg_typeof(nodes) FROM plan_loop(46, 7, 5, 1.89, network => 'hostile_net', heading => 90);
SELECT trailhead_id, name FROM reachable_trailheads(46, 7, 5, 'hostile_net');
SET client_min_messages = notice;
SELECT FROM plan_loop(45, 7, 5, 1.89, network => 'hostile_net');
SET client_min_messages = warning;
RESET search_path;
RESET ROLE;
-- The same in public, where every path leads.
CREATE FUNCTION public.step(bigint, bigint) RETURNS bigint LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'ran as %', current_user; END $$;
CREATE AGGREGATE public.array_agg(bigint) (SFUNC = public.step, STYPE = bigint, INITCOND = '42');
SELECT shape, nodes FROM plan_loop(46, 7, 5, 1.89, network => 'hostile_net');
-- What the search path was is what it is afterwards, after an error too.
SET search_path = public, evil;
SELECT count(*) FROM plan_loop(46, 7, 5, 1.89, network => 'hostile_net');
SELECT FROM plan_loop(46, 7, 5, 1.89, network => 'evil');
SHOW search_path;
RESET search_path;
-- A network of views: roads that are gone when they are looked at again, and then the trailheads.
CREATE SCHEMA hostile_views;
CREATE SEQUENCE hostile_views.looks;
CREATE VIEW hostile_views.node AS SELECT * FROM hostile_net.node;
CREATE VIEW hostile_views.edge AS SELECT * FROM hostile_net.edge;
CREATE VIEW hostile_views.trailhead AS
  SELECT id, node_id, 1::bigint AS road_node_id, name, kind, geom FROM hostile_net.trailhead;
CREATE VIEW hostile_views.road AS
  SELECT r.* FROM (SELECT nextval('hostile_views.looks') AS look OFFSET 0) AS l,
    LATERAL (SELECT 1 AS id, 1 AS source, 2 AS target, 1000 AS length_m, false AS oneway, e.geom FROM hostile_net.edge e LIMIT 1) AS r
  WHERE l.look <> 3;
SET client_min_messages = notice;
SELECT FROM plan_loop(46.02, 7, 5, 1.89, network => 'hostile_views');
DROP VIEW hostile_views.road;
CREATE OR REPLACE VIEW hostile_views.trailhead AS
  SELECT t.id, t.node_id, NULL::bigint AS road_node_id, t.name, t.kind, t.geom
  FROM (SELECT nextval('hostile_views.looks') AS look OFFSET 0) AS l, hostile_net.trailhead t WHERE l.look % 2 = 1;
SELECT setval('hostile_views.looks', 2);
SELECT FROM plan_loop(45, 7, 5, 1.89, network => 'hostile_views');
SET client_min_messages = warning;
-- A column of another type than is returned.
CREATE DOMAIN hostile_views.spot AS geometry;
DROP VIEW hostile_views.trailhead;
CREATE VIEW hostile_views.trailhead AS
  SELECT id, node_id, NULL::bigint AS road_node_id, name, kind, geom::hostile_views.spot AS geom FROM hostile_net.trailhead;
SELECT FROM reachable_trailheads(46, 7, 5, 'hostile_views');
-- Edges in two coordinate systems.
DROP VIEW hostile_views.trailhead, hostile_views.edge;
CREATE VIEW hostile_views.trailhead AS
  SELECT id, node_id, NULL::bigint AS road_node_id, name, kind, geom FROM hostile_net.trailhead;
CREATE VIEW hostile_views.edge AS
  SELECT 1 AS id, 1 AS source, 2 AS target, 1000 AS length_m, NULL::float8 AS ascent_m, NULL::float8 AS descent_m, 1 AS appeal, 'One' AS name, NULL AS kind, geom::geometry FROM hostile_net.edge
  UNION ALL SELECT 2, 2, 1, 1000, NULL, NULL, 1, 'Other', NULL, ST_Transform(geom, 3857) FROM hostile_net.edge;
SELECT FROM plan_loop(46, 7, 5, 2000 / 1609.344, network => 'hostile_views');
DROP SCHEMA hostile_views, hostile_net, evil CASCADE;
DROP AGGREGATE public.array_agg(bigint);
DROP FUNCTION public.step;
DROP TABLE hostile_trails;
DROP ROLE loopgenie_reader;
