-- A plain role plans with SELECT on the network's tables and can run nothing internal.
SET client_min_messages = warning;
CREATE TABLE permission_trails AS
SELECT 'Ring' AS name, ST_GeomFromText('LINESTRING(7 46, 7.01 46, 7.01 46.01, 7 46)', 4326) AS geom;
SELECT edges FROM loopgenie.build_network('permission_trails', network => 'permission_net');
CREATE ROLE loopgenie_hiker;
SELECT count(*) AS internals_for_public
FROM pg_proc WHERE pronamespace = 'loopgenie'::regnamespace
  AND (proname LIKE '\_%' OR proname IN ('build_network', 'sync_network'))
  AND has_function_privilege('loopgenie_hiker', oid, 'EXECUTE');
SET ROLE loopgenie_hiker;
SELECT FROM plan_loop(46, 7, 5, 2, network => 'permission_net');
RESET ROLE;
GRANT USAGE ON SCHEMA permission_net TO loopgenie_hiker;
SET ROLE loopgenie_hiker;
SELECT FROM plan_loop(46, 7, 5, 2, network => 'permission_net');
RESET ROLE;
GRANT SELECT ON ALL TABLES IN SCHEMA permission_net TO loopgenie_hiker;
SET ROLE loopgenie_hiker;
SELECT shape, proven FROM plan_loop(46, 7, 5, 1.89, network => 'permission_net');
-- With nothing of PostGIS or loopgenie in the search path.
SET search_path = pg_catalog;
SELECT shape, array_length(trails, 1) AS trails FROM public.plan_loop(46, 7, 5, 1.89, network => 'permission_net');
SELECT public.loop_gpx(l) LIKE '<?xml%' AS gpx FROM public.plan_loop(46, 7, 5, 1.89, network => 'permission_net') AS l;
SELECT count(*) AS trailheads FROM public.reachable_trailheads(46, 7, 5, 'permission_net');
SELECT loopgenie.build_network('public.permission_trails');
RESET ROLE;
RESET search_path;
-- How refreshes go is told to whoever may read the network, and to nobody else.
INSERT INTO loopgenie.sync (network, server, source, last_error) VALUES ('permission_net', 'rds', 'public.geom', 'no route to 10.0.0.7');
CREATE ROLE loopgenie_stranger;
SET ROLE loopgenie_hiker;
SELECT last_error FROM loopgenie.sync_of('permission_net');
SET ROLE loopgenie_stranger;
SELECT last_error FROM loopgenie.sync_of('permission_net');
RESET ROLE;
GRANT SELECT ON permission_net.edge TO loopgenie_stranger;
SET ROLE loopgenie_stranger;
SELECT last_error FROM loopgenie.sync_of('permission_net');
RESET ROLE;
DELETE FROM loopgenie.sync WHERE network = 'permission_net';
DROP OWNED BY loopgenie_stranger;
DROP ROLE loopgenie_stranger;
-- Row-level security hides rows from the planner as from any query.
ALTER TABLE permission_net.edge ENABLE ROW LEVEL SECURITY;
SET ROLE loopgenie_hiker;
SELECT count(*) AS loops FROM plan_loop(46, 7, 5, 1.89, network => 'permission_net');
RESET ROLE;
DROP SCHEMA permission_net CASCADE;
DROP TABLE permission_trails;
DROP ROLE loopgenie_hiker;
