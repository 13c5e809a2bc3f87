-- What is prepared is told from everything else that the tables could hold, whatever changed them.
SET client_min_messages = warning;
CREATE TABLE identity_trails AS
SELECT 'Ring' AS name, ST_GeomFromText('LINESTRING(7 46, 7.01 46, 7.01 46.01, 7 46)', 4326) AS geom;
SELECT edges FROM loopgenie.build_network('identity_trails', network => 'identity_net');
CREATE FUNCTION hike_m() RETURNS numeric LANGUAGE sql
AS $$ SELECT round((hike_mi * 1609.344)::numeric) FROM plan_loop(46, 7, 5, 1.89, tolerance => 0.5, network => 'identity_net') $$;
CREATE FUNCTION prepared_files() RETURNS bigint LANGUAGE sql
AS $$ SELECT count(*) FROM pg_ls_dir('loopgenie', true, false) AS f
      WHERE f LIKE format('%s-%s-%%', (SELECT oid FROM pg_database WHERE datname = current_database()),
                          (SELECT oid FROM pg_namespace WHERE nspname = 'identity_net')) $$;
-- Built is prepared: no plan made this file.
SELECT prepared_files();
CREATE TABLE seen AS SELECT hike_m() AS first;
SELECT loopgenie.prepare_network('identity_net'), prepared_files();
SELECT loopgenie.prepare_network('no_such_net');
-- A trigger of a user's plans before the new version is there; the transaction is rolled back.
CREATE TABLE planned (longer numeric);
CREATE FUNCTION plan_at_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO planned SELECT hike_m() - first FROM seen;
  RETURN NULL;
END $$;
CREATE TRIGGER plan_at_once AFTER UPDATE ON identity_net.edge FOR EACH ROW EXECUTE FUNCTION plan_at_once();
BEGIN;
UPDATE identity_net.edge SET length_m = length_m + 100;
SELECT longer FROM planned;
ROLLBACK;
SELECT hike_m() - first AS longer FROM seen;
\c -
SET client_min_messages = warning;
SELECT hike_m() - first AS longer FROM seen;
DROP TRIGGER plan_at_once ON identity_net.edge;
-- Rewritten without a trigger.
ALTER TABLE identity_net.edge ALTER length_m TYPE double precision USING length_m + 10;
SELECT hike_m() - first AS longer FROM seen;
-- A column in the place of another: nothing is rewritten.
ALTER TABLE identity_net.edge RENAME length_m TO old_length_m;
ALTER TABLE identity_net.edge ADD length_m double precision NOT NULL DEFAULT 3000;
SELECT hike_m() FROM seen;
ALTER TABLE identity_net.edge DROP length_m;
ALTER TABLE identity_net.edge RENAME old_length_m TO length_m;
SELECT hike_m() - first AS longer FROM seen;
-- Changed while the trigger slept.
ALTER TABLE identity_net.edge DISABLE TRIGGER touch_content_updated;
UPDATE identity_net.edge SET length_m = length_m + 10;
SELECT hike_m() - first AS longer FROM seen;
ALTER TABLE identity_net.edge ENABLE TRIGGER ALL;
SELECT hike_m() - first AS longer FROM seen;
SELECT loopgenie.prepare_network('identity_net');
ALTER TABLE identity_net.edge ENABLE ALWAYS TRIGGER touch_content, ENABLE ALWAYS TRIGGER touch_content_updated, ENABLE ALWAYS TRIGGER touch_version;
SELECT hike_m() - first AS longer FROM seen;
SELECT loopgenie.prepare_network('identity_net');
-- All of it in one transaction, prepared before and after.
BEGIN;
UPDATE identity_net.edge SET length_m = length_m + 10;
SELECT loopgenie.prepare_network('identity_net');
SAVEPOINT s;
UPDATE identity_net.edge SET length_m = length_m + 1000;
SELECT loopgenie.prepare_network('identity_net');
ROLLBACK TO s;
UPDATE identity_net.edge SET length_m = length_m + 10;
ALTER TABLE identity_net.edge DISABLE TRIGGER touch_content_updated;
UPDATE identity_net.edge SET length_m = length_m + 10;
ALTER TABLE identity_net.edge ENABLE ALWAYS TRIGGER touch_content, ENABLE ALWAYS TRIGGER touch_content_updated;
COMMIT;
SELECT hike_m() - first AS longer FROM seen;
-- Another table under the name, child tables, types of a user's own, a view.
CREATE TABLE identity_net.edge2 (LIKE identity_net.edge INCLUDING ALL);
INSERT INTO identity_net.edge2 SELECT * FROM identity_net.edge;
UPDATE identity_net.edge2 SET length_m = length_m - 50;
CREATE TRIGGER touch_content AFTER INSERT OR DELETE OR TRUNCATE ON identity_net.edge2
  FOR EACH STATEMENT EXECUTE FUNCTION identity_net.touch_content();
CREATE TRIGGER touch_content_updated AFTER UPDATE ON identity_net.edge2 REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION identity_net.touch_content();
ALTER TABLE identity_net.edge2 ENABLE ALWAYS TRIGGER touch_content, ENABLE ALWAYS TRIGGER touch_content_updated;
BEGIN;
ALTER TABLE identity_net.edge RENAME TO edge1;
ALTER TABLE identity_net.edge2 RENAME TO edge;
COMMIT;
SELECT hike_m() - first AS longer FROM seen;
BEGIN;
ALTER TABLE identity_net.edge RENAME TO edge2;
ALTER TABLE identity_net.edge1 RENAME TO edge;
COMMIT;
CREATE TABLE more_trailheads () INHERITS (identity_net.trailhead);
INSERT INTO more_trailheads (id, node_id, name, geom) SELECT 2, node_id, 'Second', ST_Translate(geom, 0, -0.001) FROM identity_net.trailhead;
SELECT trailhead, hike_m() - first AS longer FROM seen, plan_loop(45.999, 7, 0.1, 1.89, tolerance => 0.5, network => 'identity_net');
DROP TABLE more_trailheads;
CREATE TYPE identity_kind AS ENUM ('path', 'lane');
ALTER TABLE identity_net.edge ALTER kind TYPE identity_kind USING 'lane';
SELECT count(*) FROM plan_loop(46, 7, 5, 1.89, tolerance => 0.5, network => 'identity_net', avoid_roads => true);
ALTER TYPE identity_kind RENAME VALUE 'lane' TO 'road';
SELECT count(*) FROM plan_loop(46, 7, 5, 1.89, tolerance => 0.5, network => 'identity_net', avoid_roads => true);
ALTER TABLE identity_net.edge ALTER kind TYPE text;
-- Tables that are gone; only the three that make a network are missed.
DROP TABLE identity_net.road;
SELECT hike_m() - first AS longer FROM seen;
DROP TABLE identity_net.twin, identity_net.place, identity_net.camp;
SELECT hike_m() - first AS longer, loopgenie.prepare_network('identity_net') FROM seen;
DROP TABLE identity_net.info;
SELECT hike_m() - first AS longer FROM seen;
SELECT loopgenie.prepare_network('identity_net');
-- Rights do not depend on what is prepared.
SELECT edges FROM loopgenie.build_network('identity_trails', network => 'identity_rights');
CREATE ROLE loopgenie_half;
GRANT USAGE ON SCHEMA identity_rights TO loopgenie_half;
GRANT SELECT ON identity_rights.edge, identity_rights.trailhead, identity_rights.road, identity_rights.info TO loopgenie_half;
SET ROLE loopgenie_half;
SELECT FROM plan_loop(46, 7, 5, 1.89, network => 'identity_rights');
SELECT loopgenie.prepare_network('identity_rights');
RESET ROLE;
GRANT SELECT (edge_a, edge_b, length_m) ON identity_rights.twin TO loopgenie_half;
GRANT SELECT (id, node_id, kind, name, geom) ON identity_rights.camp TO loopgenie_half;
GRANT SELECT ON identity_rights.closure, identity_rights.closed_edge TO loopgenie_half;
SET ROLE loopgenie_half;
SELECT shape FROM plan_loop(46, 7, 5, 1.89, network => 'identity_rights');
RESET ROLE;
-- A network that has grown beyond the limit since it was prepared.
SET loopgenie.max_edges = 1;
SELECT shape FROM plan_loop(46, 7, 5, 1.89, network => 'identity_rights');
INSERT INTO identity_rights.edge SELECT 2, source, target, length_m, NULL, NULL, 1, NULL, NULL, geom FROM identity_rights.edge;
SELECT FROM plan_loop(46, 7, 5, 1.89, network => 'identity_rights');
RESET loopgenie.max_edges;
SELECT loopgenie.prepare_network('identity_rights');
SET loopgenie.max_edges = 1;
SELECT FROM plan_loop(46, 7, 5, 1.89, network => 'identity_rights');
RESET loopgenie.max_edges;
DROP SCHEMA identity_net, identity_rights CASCADE;
DROP TABLE identity_trails, seen, planned;
DROP TYPE identity_kind;
DROP FUNCTION hike_m, prepared_files, plan_at_once;
DROP ROLE loopgenie_half;
