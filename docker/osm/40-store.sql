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
INSERT INTO :"building".place (id, name, kind, population, geom)
SELECT osm_id, name, kind, population, geom FROM osm_place ORDER BY osm_id;

-- Camps and water, to the nearest node of the trails within 2 km. The network gets its own indexes last, when all is in it.
-- By distance alone, because a second key of order would keep Postgres before 17 from walking the index.
CREATE INDEX nearest_node ON :"building".node USING gist (geom);
INSERT INTO :"building".camp (id, node_id, name, kind, geom)
SELECT row_number() OVER (ORDER BY osm_type, osm_id, kind), nearest.id, nullif(c.name, ''), c.kind, c.geom
FROM osm_camp c LEFT JOIN LATERAL (
  SELECT n.id FROM (SELECT id, geom FROM :"building".node ORDER BY geom <-> c.geom LIMIT 8) AS n
  WHERE ST_Distance(n.geom::geography, c.geom::geography) <= 2000
  ORDER BY ST_Distance(n.geom::geography, c.geom::geography), n.id LIMIT 1) AS nearest ON true;
DROP INDEX :"building".nearest_node;
