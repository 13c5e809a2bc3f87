-- A way ends at a barrier that nobody gets through, and another begins behind it: neither shares the barrier's node with
-- anything, so each of the two ends gets a node of its own, with a negative id.
CREATE TEMP TABLE divided ON COMMIT DROP AS
WITH crossed AS (
  SELECT way.*, v.node_id AS barrier, v.seq::integer AS at
  FROM way, unnest(way.nodes) WITH ORDINALITY AS v(node_id, seq) JOIN osm_barrier b USING (node_id)
  WHERE CASE way.world WHEN 'trail' THEN b.stops_feet ELSE b.stops_cars END
), cut AS (
  SELECT world, way_id, at FROM crossed
  UNION SELECT world, way_id, 1 FROM crossed
  UNION SELECT world, way_id, cardinality(nodes) FROM crossed
), span AS (
  SELECT world, way_id, at AS first, lead(at) OVER (PARTITION BY world, way_id ORDER BY at) AS last FROM cut
)
SELECT world, way_id, row_number() OVER (ORDER BY world, way_id, first) AS turn,
  -- Numbered from the least id that the file holds, lest a file with negative ids of its own collide.
  (SELECT least(min(node_id), 0) FROM way AS w, unnest(w.nodes) AS node_id) AS below,
  first, last,
  EXISTS (SELECT FROM crossed c WHERE (c.world, c.way_id, c.at) = (span.world, span.way_id, first)) AS shut_behind,
  EXISTS (SELECT FROM crossed c WHERE (c.world, c.way_id, c.at) = (span.world, span.way_id, last)) AS shut_ahead
FROM span WHERE last IS NOT NULL;

INSERT INTO way
SELECT world, (SELECT max(way_id) FROM way) + turn,
  CASE WHEN shut_behind THEN ARRAY[below - 2 * turn] ELSE nodes[first:first] END || nodes[first + 1:last - 1] ||
    CASE WHEN shut_ahead THEN ARRAY[below - 2 * turn - 1] ELSE nodes[last:last] END,
  (SELECT ST_MakeLine(ST_PointN(geom, i) ORDER BY i) FROM generate_series(first, last) AS i),
  oneway, name, kind, appeal, difficulty, is_road, is_connector
FROM divided JOIN way USING (world, way_id);
DELETE FROM way USING divided d WHERE (way.world, way.way_id) = (d.world, d.way_id);
