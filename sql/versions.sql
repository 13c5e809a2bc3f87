-- What is prepared between calls follows the tables.
SET client_min_messages = warning;
CREATE TABLE version_trails AS
SELECT 'Ring' AS name, ST_GeomFromText('LINESTRING(7 46, 7.01 46, 7.01 46.01, 7 46)', 4326) AS geom;
SELECT edges FROM loopgenie.build_network('version_trails', network => 'version_net');
CREATE FUNCTION hike_m() RETURNS numeric LANGUAGE sql
AS $$ SELECT round((hike_mi * 1609.344)::numeric) FROM plan_loop(46, 7, 5, 1.89, tolerance => 0.5, network => 'version_net') $$;
CREATE FUNCTION prepared_files() RETURNS bigint LANGUAGE sql
AS $$ SELECT count(*) FROM pg_ls_dir('loopgenie', true, false) AS f
      WHERE f LIKE format('%s-%s-%%', (SELECT oid FROM pg_database WHERE datname = current_database()),
                          (SELECT oid FROM pg_namespace WHERE nspname = 'version_net')) $$;
CREATE TABLE seen AS SELECT hike_m() AS first, (SELECT version FROM version_net.info) AS version;
SELECT prepared_files();
-- An uncommitted change is this transaction's own: seen, and not prepared for others.
BEGIN;
UPDATE version_net.edge SET length_m = length_m + 100;
SELECT hike_m() - first AS longer, (SELECT i.version <> seen.version FROM version_net.info AS i) AS new_version FROM seen;
SAVEPOINT s;
UPDATE version_net.edge SET length_m = length_m + 100;
SELECT hike_m() - first AS longer FROM seen;
ROLLBACK TO s;
SELECT hike_m() - first AS longer FROM seen;
SELECT prepared_files();
ROLLBACK;
SELECT hike_m() - first AS longer, (SELECT i.version = seen.version FROM version_net.info AS i) AS old_version FROM seen;
-- Committed changes of any table give a new version and are prepared once.
UPDATE version_net.edge SET length_m = length_m + 50;
SELECT hike_m() - first AS longer FROM seen;
DELETE FROM version_net.place;
SELECT hike_m() - first AS longer FROM seen;
UPDATE version_net.edge SET length_m = length_m + 50;
SELECT hike_m() - first AS longer, prepared_files() <= 4 AS old_ones_removed FROM seen;
-- Names and bends are read anew by each plan: they give a new version, and nothing is prepared for them. What a trigger of a user's own makes of it counts.
CREATE TABLE files AS SELECT f FROM pg_ls_dir('loopgenie') AS f;
CREATE TABLE told AS SELECT version, content FROM version_net.info;
UPDATE version_net.edge SET name = 'Ring road', geom = ST_AddPoint(geom, ST_Point(7.02, 46.005, 4326), 1);
UPDATE version_net.trailhead SET name = 'Car park';
SELECT hike_m() - first AS longer, (SELECT count(*) FROM pg_ls_dir('loopgenie') AS f WHERE f NOT IN (TABLE files)) AS made FROM seen;
SELECT trailhead, trails FROM plan_loop(46, 7, 5, 1.89, tolerance => 0.5, network => 'version_net');
SELECT i.version <> told.version AS new_version, i.content = told.content AS old_content FROM told, version_net.info i;
CREATE FUNCTION stretch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.length_m := NEW.length_m + 10; RETURN NEW; END $$;
CREATE TRIGGER stretch BEFORE UPDATE ON version_net.edge FOR EACH ROW EXECUTE FUNCTION stretch();
UPDATE version_net.edge SET name = 'Ring';
DROP FUNCTION stretch CASCADE;
SELECT hike_m() - first AS longer, (SELECT count(*) > 0 FROM pg_ls_dir('loopgenie') AS f WHERE f NOT IN (TABLE files)) AS made FROM seen;
BEGIN;
UPDATE version_net.edge SET name = 'Ring road';
UPDATE version_net.edge SET length_m = length_m + 20;
COMMIT;
SELECT hike_m() - first AS longer, i.content <> told.content AS new_content FROM seen, told, version_net.info i;
BEGIN;
SAVEPOINT s;
UPDATE version_net.edge SET length_m = length_m + 20;
ROLLBACK TO s;
UPDATE version_net.edge SET length_m = length_m - 30;
COMMIT;
SELECT hike_m() - first AS longer FROM seen;
DROP TABLE files, told;
-- Files that are torn, foreign or gone are made again.
CREATE FUNCTION prepared_paths() RETURNS text LANGUAGE sql
AS $$ SELECT string_agg(current_setting('data_directory') || '/loopgenie/' || f, ' ') FROM pg_ls_dir('loopgenie') AS f, version_net.info
      WHERE f LIKE format('%s-%s-%s-%%', (SELECT oid FROM pg_database WHERE datname = current_database()),
                          (SELECT oid FROM pg_namespace WHERE nspname = 'version_net'), content) $$;
CREATE FUNCTION break_file(bytes text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('COPY (SELECT %L) TO PROGRAM %L', bytes, format('tee %s >/dev/null', prepared_paths()));
END $$;
SELECT break_file('foreign');
\c -
SET client_min_messages = warning;
SELECT hike_m() - first AS longer FROM seen;
DO $$ BEGIN EXECUTE format('COPY (SELECT 1) TO PROGRAM %L', format('cat >/dev/null; truncate -s -8 %s', prepared_paths())); END $$;
\c -
SET client_min_messages = warning;
SELECT hike_m() - first AS longer FROM seen;
DO $$ BEGIN EXECUTE format('COPY (SELECT 1) TO PROGRAM %L', format('cat >/dev/null; for file in %s; do printf x | dd of=$file bs=1 seek=50 conv=notrunc status=none; done', prepared_paths())); END $$;
\c -
SET client_min_messages = warning;
SELECT hike_m() - first AS longer FROM seen;
DO $$ BEGIN EXECUTE format('COPY (SELECT 1) TO PROGRAM %L', format('cat >/dev/null; rm %s', prepared_paths())); END $$;
\c -
SET client_min_messages = warning;
SELECT hike_m() - first AS longer, prepared_files() >= 1 AS prepared FROM seen;
-- A rebuilt network is another schema: no file of the old one serves it.
SELECT edges FROM loopgenie.build_network('version_trails', network => 'version_net');
SELECT hike_m() - first AS longer FROM seen;
DROP SCHEMA version_net CASCADE;
DROP TABLE version_trails, seen;
DROP FUNCTION hike_m, prepared_files, prepared_paths, break_file;
