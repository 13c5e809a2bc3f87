-- The network's tables. Ids of nodes are those of OpenStreetMap.

\echo 'Storing the network'

INSERT INTO :"building".node (id, geom)
SELECT DISTINCT ON (node_id) node_id, point
FROM vertex WHERE world = 'trail' AND node_id IN (
  SELECT source FROM piece WHERE world = 'trail' UNION SELECT target FROM piece WHERE world = 'trail')
ORDER BY node_id;
INSERT INTO :"building".edge (id, source, target, length_m, appeal, difficulty, oneway, name, kind, geom)
SELECT id, source, target, length_m, appeal, difficulty, oneway, name, kind, geom FROM piece WHERE world = 'trail' ORDER BY id;
INSERT INTO :"building".road (id, source, target, length_m, oneway, kind, geom)
SELECT id, source, target, length_m, oneway, kind, geom FROM piece WHERE world = 'road' ORDER BY id;
INSERT INTO :"building".trailhead (id, node_id, road_node_id, name, kind, geom)
SELECT row_number() OVER (ORDER BY turn), node_id, road_node_id, name, kind, geom FROM chosen;
-- Where people live, and the peaks, passes, huts and lakes that they look for; a lake of several parts once.
INSERT INTO :"building".place (id, name, kind, population, geom)
SELECT row_number() OVER (ORDER BY name, kind, geom), name, kind, population, geom FROM (
  SELECT name, kind, population, geom FROM osm_place
  UNION ALL SELECT name, kind, NULL, geom FROM osm_landmark
  UNION ALL SELECT name, kind, NULL, geom FROM camp_place WHERE name IS NOT NULL AND kind IN ('alpine_hut', 'wilderness_hut', 'camp_site')
  UNION ALL SELECT name, 'lake', NULL, ST_PointOnSurface(ST_Collect(geom)) FROM osm_water WHERE is_lake AND name <> '' GROUP BY name, ST_SnapToGrid(ST_Centroid(geom), 0.05)
) AS named;
INSERT INTO :"building".camp (id, node_id, name, kind, geom)
SELECT row_number() OVER (ORDER BY osm_type, osm_id, kind, node_id), node_id, name, kind, geom FROM camp_place;
