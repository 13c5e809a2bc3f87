-- Settings in sessions that have not loaded the library yet, and arguments that are wrong where nothing fits.
SET client_min_messages = warning;
CREATE TABLE settings_trails AS
SELECT 'Ring' AS name, ST_GeomFromText('LINESTRING(7 46, 7.01 46, 7.01 46.01, 7 46)', 4326) AS geom;
SELECT edges FROM loopgenie.build_network('settings_trails', network => 'trails');
\c -
BEGIN;
SET LOCAL loopgenie.network = 'elsewhere';
COMMIT;
SELECT shape FROM plan_loop(46, 7, 5, 1.89);
SELECT edges, network FROM loopgenie.network_stats();
SELECT loopgenie.prepare_network();
BEGIN;
SET LOCAL loopgenie.network = 'elsewhere';
SELECT FROM plan_loop(46, 7, 5, 1.89);
ROLLBACK;
SELECT FROM plan_loop(46, 7, 5, 1.89, network => '');
-- Nothing is within this drive.
SELECT FROM plan_loop(0, 0, 5, 1.89, heading => 361);
SELECT FROM plan_loop(0, 0, 5, 1.89, heading => 'NaN');
SET client_min_messages = warning;
DROP SCHEMA trails CASCADE;
DROP TABLE settings_trails;
