-- Ways cut into edges where they meet others, meet themselves, end, or carry a trailhead, a camp or water.

\echo 'Cutting ways at shared nodes'

CREATE TEMP TABLE cut_node ON COMMIT DROP AS
SELECT world, node_id FROM vertex GROUP BY 1, 2 HAVING count(*) > 1
UNION SELECT 'trail', node_id FROM chosen
UNION SELECT 'road', road_node_id FROM chosen
UNION SELECT 'trail', node_id FROM camp_place WHERE node_id IS NOT NULL
UNION SELECT world, nodes[1] FROM way
UNION SELECT world, nodes[cardinality(nodes)] FROM way;
ANALYZE cut_node;
ANALYZE vertex;

CREATE TEMP TABLE piece ON COMMIT DROP AS
WITH cut AS (
  SELECT v.*, row_number() OVER of_way AS piece, lead(node_id) OVER of_way AS to_node, lead(seq) OVER of_way AS to_seq
  FROM vertex v JOIN cut_node USING (world, node_id)
  WINDOW of_way AS (PARTITION BY world, way_id ORDER BY seq)
), drawn AS (
  SELECT c.world, c.way_id, c.piece, c.node_id AS source, c.to_node AS target,
    ST_MakeLine(v.point ORDER BY v.seq) AS geom
  FROM cut c JOIN vertex v ON v.world = c.world AND v.way_id = c.way_id AND v.seq BETWEEN c.seq AND c.to_seq
  GROUP BY 1, 2, 3, 4, 5
)
SELECT row_number() OVER (PARTITION BY world ORDER BY way_id, piece) AS id, drawn.*,
  greatest(round(ST_Length(geom::geography)::numeric, 3), 0.001)::float8 AS length_m
FROM (
  -- Where two trails are drawn over the same nodes the better one counts.
  SELECT DISTINCT ON (world, CASE WHEN world = 'road' THEN drawn.way_id END, least(source, target), greatest(source, target),
                      ST_AsBinary(ST_Normalize(drawn.geom)))
    drawn.*, way.name, way.kind, way.appeal, way.difficulty, way.oneway
  FROM drawn JOIN way USING (world, way_id)
  ORDER BY world, CASE WHEN world = 'road' THEN drawn.way_id END, least(source, target), greatest(source, target),
    ST_AsBinary(ST_Normalize(drawn.geom)), way.oneway, way.appeal DESC, drawn.way_id, piece
) AS drawn;
