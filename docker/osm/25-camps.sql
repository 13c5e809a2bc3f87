-- Where hikers sleep and drink. Camps, huts, springs and taps join the nearest way for feet within 500 m: it is cut there, so
-- that whoever walks by may turn in, and where a way leads to the door it is walked. Streams and lakes come where a trail touches them, at a node within 300 m if there is one.

\echo 'Joining camps and water to trails'

CREATE TEMP TABLE walked_vertex ON COMMIT DROP AS
SELECT DISTINCT ON (node_id) node_id, way_id, point AS geom
FROM vertex v WHERE world = 'trail' AND way_id IN (SELECT way_id FROM part WHERE metres >= 2000) ORDER BY node_id, way_id;
CREATE INDEX ON walked_vertex USING gist (geom);
ANALYZE walked_vertex;

-- Water is met where ways meet nearby: with a cut at every brook and spring the noise of heights at the ends of edges would climb.
CREATE TEMP TABLE meeting ON COMMIT DROP AS
SELECT node_id FROM vertex WHERE world = 'trail' GROUP BY node_id HAVING count(*) > 1
UNION SELECT nodes[1] FROM way WHERE world = 'trail'
UNION SELECT nodes[cardinality(nodes)] FROM way WHERE world = 'trail';
ANALYZE meeting;

CREATE TEMP TABLE camp_place ON COMMIT DROP AS
SELECT osm_type, osm_id, nullif(name, '') AS name, kind, near.node_id, c.geom
FROM osm_camp c LEFT JOIN LATERAL (
  SELECT node_id FROM (SELECT node_id, geom FROM walked_vertex v ORDER BY v.geom <-> c.geom LIMIT 32) AS v
    LEFT JOIN meeting USING (node_id),
    LATERAL (SELECT ST_Distance(v.geom::geography, c.geom::geography) AS metres,
               c.kind IN ('spring', 'drinking_water') AND meeting.node_id IS NOT NULL AS is_near_enough) AS d
  WHERE metres <= 500 ORDER BY is_near_enough AND metres <= 300 DESC, metres, node_id LIMIT 1) AS near ON true;

WITH touched AS (
  SELECT w.osm_type, w.osm_id, nullif(w.name, '') AS name, way.way_id, meets.geom AS point
  FROM osm_water w JOIN way ON way.world = 'trail' AND NOT way.is_road
      AND way.geom && ST_Expand(w.geom, 0.0003) AND ST_DWithin(way.geom, w.geom, CASE WHEN w.is_lake THEN 0.0002 ELSE 0 END),
    ST_Dump(CASE WHEN w.is_lake THEN ST_ClosestPoint(way.geom, w.geom) ELSE ST_PointOnSurface(ST_Intersection(way.geom, w.geom)) END) AS meets
  WHERE NOT w.is_seasonal
)
INSERT INTO camp_place (osm_type, osm_id, name, kind, node_id, geom)
SELECT DISTINCT ON (osm_type, osm_id, at.node_id) osm_type, osm_id, name, 'water', at.node_id, at.point
FROM touched, LATERAL (SELECT node_id, v.point
                       FROM vertex v JOIN LATERAL (SELECT ST_Distance(v.point::geography, touched.point::geography) AS metres) AS d ON true
                         LEFT JOIN meeting USING (node_id)
                       WHERE v.world = 'trail' AND v.way_id = touched.way_id
                       ORDER BY meeting.node_id IS NULL OR metres > 300, metres, node_id LIMIT 1) AS at
ORDER BY osm_type, osm_id, at.node_id;

SELECT count(*) FILTER (WHERE NOT is_water) AS camps, count(*) FILTER (WHERE NOT is_water AND node_id IS NULL) AS apart,
  count(*) FILTER (WHERE is_water) AS waters
FROM camp_place, LATERAL (SELECT kind IN ('spring', 'drinking_water', 'water') AS is_water) AS k \gset
SELECT count(*) FILTER (WHERE is_seasonal) AS seasonal, count(*) AS mapped FROM osm_water \gset
\echo :camps camps and huts, :apart of them farther than 500 m from any way; water in :waters places, left out :seasonal of :mapped streams and lakes that dry up
