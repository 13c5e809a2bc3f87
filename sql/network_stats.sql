-- The figures of networks that lack what others have: none is null that can be counted.
SET client_min_messages = warning;
CREATE TABLE stats_trails AS
SELECT 'Ring' AS name, ST_GeomFromText('LINESTRING(7 46, 7.01 46, 7.01 46.01, 7 46)', 4326) AS geom;
SELECT edges FROM loopgenie.build_network('stats_trails', network => 'stats_net');
DROP TABLE stats_net.road, stats_net.place, stats_net.camp, stats_net.twin;
SELECT edges, components, cycle_share, trailheads_with_loop, roads_km, places, camps, source FROM loopgenie.network_stats('stats_net');
DELETE FROM stats_net.trailhead;
DELETE FROM stats_net.edge;
SELECT edges, km, components, cycle_share, trailheads, trailheads_with_loop, trailheads_without_loop FROM loopgenie.network_stats('stats_net');
DROP TABLE stats_net.info;
SELECT edges, built_at, source, version FROM loopgenie.network_stats('stats_net');
DROP SCHEMA stats_net CASCADE;
DROP TABLE stats_trails;
