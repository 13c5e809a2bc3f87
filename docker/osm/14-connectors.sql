-- Which sidewalks, aisles, squares, … (connectors) join trails: those between two trails, and those from where a trail ends
-- upon them to the nearest ways that are walked. The others would only draw streets a second time.

\echo 'Joining trails over sidewalks, squares and car parks'

CREATE TEMP TABLE vertex ON COMMIT DROP AS TABLE way_vertex;
CREATE INDEX ON vertex (node_id);
CREATE INDEX ON vertex (way_id);
ANALYZE vertex;
ANALYZE way;

-- Where connectors meet ways that are walked in any case: on a trail, or even at its end.
CREATE TEMP TABLE terminal ON COMMIT DROP AS
SELECT node_id, bool_or(NOT is_road) AS on_trail,
  count(*) = 1 AND bool_and(NOT is_road AND seq IN (1, cardinality(nodes))) AS ends_trail
FROM vertex JOIN way USING (world, way_id)
WHERE world = 'trail' AND NOT is_connector
  AND node_id IN (SELECT node_id FROM vertex JOIN way USING (world, way_id) WHERE world = 'trail' AND is_connector)
GROUP BY 1;

CREATE TEMP TABLE step ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY way_id, seq) AS id, way_id, seq, source, target, ST_Distance(point::geography, next::geography) AS metres
FROM (SELECT way_id, seq, node_id AS source, lead(node_id) OVER along AS target, point, lead(point) OVER along AS next
      FROM vertex JOIN way USING (world, way_id) WHERE world = 'trail' AND is_connector
      WINDOW along AS (PARTITION BY way_id ORDER BY seq)) AS pair
WHERE target IS NOT NULL;

-- Every node of the connectors belongs to its nearest terminal: a tree from a node 0 that is no metre from any of them. (Its edge to
-- itself is there for pgRouting 3.4, which leaves its connection to Postgres open where there is no edge at all.)
CREATE TEMP TABLE reached ON COMMIT DROP AS
SELECT d.node, d.edge AS step, CASE d.node WHEN s.source THEN s.target ELSE s.source END AS parent, d.agg_cost AS metres
FROM pgr_drivingDistance(
  'SELECT id, source, target, metres AS cost FROM step
   UNION ALL SELECT -row_number() OVER (), 0, node_id, 0 FROM terminal UNION ALL SELECT 0, 0, 0, 0', 0, 1e9, false) AS d LEFT JOIN step s ON s.id = d.edge
WHERE d.node <> 0;
CREATE TEMP TABLE nearest ON COMMIT DROP AS
WITH RECURSIVE outwards AS (
  SELECT node, node AS terminal, metres FROM reached WHERE step < 0
  UNION ALL
  SELECT r.node, o.terminal, r.metres FROM outwards o JOIN reached r ON r.parent = o.node
)
SELECT * FROM outwards;
-- Unanalysed, recursive queries over them reserve memory for millions of rows.
ANALYZE terminal, step, reached, nearest;

-- The shortest ways from terminal to terminal lead over a step between two that belong to different ones.
CREATE TEMP TABLE joining ON COMMIT DROP AS
SELECT DISTINCT ON (least(a.terminal, b.terminal), greatest(a.terminal, b.terminal)) s.id, s.source, s.target
FROM step s JOIN nearest a ON a.node = s.source JOIN nearest b ON b.node = s.target
  JOIN terminal p ON p.node_id = a.terminal JOIN terminal q ON q.node_id = b.terminal
WHERE a.terminal <> b.terminal AND ((p.on_trail AND q.on_trail) OR p.ends_trail OR q.ends_trail)
ORDER BY least(a.terminal, b.terminal), greatest(a.terminal, b.terminal), a.metres + s.metres + b.metres, s.id;
ANALYZE joining;

CREATE TEMP TABLE walked_step ON COMMIT DROP AS
WITH RECURSIVE back AS (
  SELECT ends.node FROM joining, LATERAL (VALUES (source), (target)) AS ends(node)
  UNION
  SELECT r.parent FROM back JOIN reached r USING (node) WHERE r.parent IS NOT NULL
)
SELECT id FROM joining
UNION SELECT step FROM back JOIN reached USING (node) WHERE step > 0;

-- Connectors are cut down to their walked runs.
CREATE TEMP TABLE run ON COMMIT DROP AS
SELECT way_id, min(seq) AS first, max(seq) + 1 AS last, row_number() OVER (ORDER BY way_id, min(seq)) AS turn
FROM (SELECT way_id, seq, seq - row_number() OVER (PARTITION BY way_id ORDER BY seq) AS run FROM step JOIN walked_step USING (id)) AS s
GROUP BY way_id, run;
INSERT INTO way
SELECT world, (SELECT max(way_id) FROM way) + turn, nodes[first:last],
  (SELECT ST_MakeLine(ST_PointN(geom, i) ORDER BY i) FROM generate_series(first, last) AS i),
  oneway, name, kind, appeal, difficulty, is_road, false
FROM run JOIN way USING (way_id) WHERE world = 'trail' AND is_connector;
DELETE FROM vertex USING way WHERE is_connector AND (vertex.world, vertex.way_id) = (way.world, way.way_id);
DELETE FROM way WHERE is_connector;
INSERT INTO vertex
SELECT * FROM way_vertex
WHERE world = 'trail' AND way_id IN (SELECT way_id FROM way WHERE world = 'trail' EXCEPT SELECT way_id FROM vertex WHERE world = 'trail');
