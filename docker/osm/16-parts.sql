-- What hangs together: a car park beside a path of 50 m should not become a trailhead, nor one on a road that leads nowhere.

-- Trails hang together at their shared nodes, so linking each way to the first of its node is enough.
CREATE TEMP TABLE link ON COMMIT DROP AS
SELECT row_number() OVER () AS id, v.first_way, w.way_id
FROM (SELECT node_id, min(way_id) AS first_way FROM vertex WHERE world = 'trail' GROUP BY 1 HAVING count(DISTINCT way_id) > 1) AS v
  JOIN vertex w USING (node_id) WHERE world = 'trail';
CREATE TEMP TABLE part ON COMMIT DROP AS
SELECT way_id, component, sum(metres) OVER part AS metres, bool_and(is_road) OVER part AS only_roads
FROM (SELECT way_id, is_road, ST_Length(geom::geography) AS metres, coalesce(component, way_id) AS component
      FROM way LEFT JOIN pgr_connectedComponents('SELECT id, first_way AS source, way_id AS target, 1 AS cost FROM link UNION ALL SELECT 0, 0, 0, 1') ON node = way_id
      WHERE world = 'trail') AS grouped
WINDOW part AS (PARTITION BY component);

-- Quiet roads connect trails; those that meet none have nothing to connect.
DELETE FROM way USING part WHERE only_roads AND way.world = 'trail' AND way.way_id = part.way_id;
DELETE FROM vertex USING part WHERE only_roads AND vertex.world = 'trail' AND vertex.way_id = part.way_id;

-- Roads between junctions, and the strongly connected parts of them: whoever drives to a place must be able to leave it.
CREATE TEMP TABLE road_link ON COMMIT DROP AS
WITH stop AS (
  SELECT v.way_id, v.seq, v.node_id, way.oneway, way.geom
  FROM vertex v JOIN way USING (world, way_id)
  WHERE world = 'road' AND (seq IN (1, cardinality(nodes))
    OR node_id IN (SELECT node_id FROM vertex WHERE world = 'road' GROUP BY 1 HAVING count(*) > 1))
), pair AS (
  SELECT *, lead(node_id) OVER along AS target, lead(seq) OVER along AS last FROM stop WINDOW along AS (PARTITION BY way_id ORDER BY seq)
)
SELECT row_number() OVER (ORDER BY way_id, seq) AS id, way_id, seq AS first, last, node_id AS source, target, oneway,
  ST_Length((SELECT ST_MakeLine(ST_PointN(geom, i) ORDER BY i) FROM generate_series(seq, last) AS i)::geography) AS metres
FROM pair WHERE last IS NOT NULL;
CREATE TEMP TABLE road_component ON COMMIT DROP AS
SELECT node, s.component AS strong, w.component AS weak
FROM pgr_strongComponents('SELECT id, source, target, 1 AS cost, CASE WHEN oneway THEN -1 ELSE 1 END AS reverse_cost FROM road_link
                           UNION ALL SELECT 0, 0, 0, 1, 1') AS s
  JOIN pgr_connectedComponents('SELECT id, source, target, 1 AS cost FROM road_link UNION ALL SELECT 0, 0, 0, 1') AS w USING (node);
CREATE TEMP TABLE road_part ON COMMIT DROP AS
SELECT link.*, s.weak, s.strong = t.strong AND sum(metres) OVER (PARTITION BY s.strong, s.strong = t.strong) >= 2000 AS leads_on,
  sum(metres) OVER (PARTITION BY s.weak) < 2000 AS is_isolated
FROM road_link link JOIN road_component s ON s.node = source JOIN road_component t ON t.node = target;
CREATE INDEX ON road_part (way_id);
ANALYZE road_part;

SELECT count(DISTINCT weak) FILTER (WHERE is_isolated) AS islands,
  round((coalesce(sum(metres) FILTER (WHERE is_isolated), 0) / 1000)::numeric, 1) AS islands_km,
  round((coalesce(sum(metres) FILTER (WHERE NOT is_isolated AND NOT leads_on), 0) / 1000)::numeric, 1) AS traps_km
FROM road_part \gset
SELECT count(*) AS fragments, round((coalesce(sum(metres), 0) / 1000)::numeric, 1) AS fragments_km
FROM (SELECT metres FROM part WHERE NOT only_roads AND metres < 2000 GROUP BY component, metres) AS small \gset
\echo Isolated on the map: :islands pieces of road, :islands_km km in all; another :traps_km km are one way in or out; :fragments pieces of trail, :fragments_km km

CREATE INDEX ON way USING gist (geom);
ANALYZE way;
