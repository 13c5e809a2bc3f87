-- Ways whose nodes and vertices are not as many: osm2pgsql leaves out vertices whose place the file does not hold (a node beyond the
-- edge of an extract), or that stand where the one before does. Which node is which vertex is then found again by
-- the places that are known of nodes; a vertex left over is no junction, and gets a node of its own.

CREATE TEMP TABLE torn ON COMMIT DROP AS
SELECT world, way_id, geom,
  ARRAY(SELECT n FROM (SELECT n, i, lag(n) OVER (ORDER BY i) AS before FROM unnest(nodes) WITH ORDINALITY AS u(n, i)) AS u
        WHERE n IS DISTINCT FROM before ORDER BY i) AS nodes
FROM way WHERE cardinality(nodes) <> ST_NPoints(geom);

-- Known is the place of a node of a whole way, of a barrier, and of one that several torn ways share where they have but one place in common.
CREATE TEMP TABLE known_place ON COMMIT DROP AS
WITH lost AS (
  SELECT DISTINCT node_id FROM torn, unnest(nodes) AS node_id
), standing AS (
  SELECT node_id, point FROM way_vertex v
  WHERE EXISTS (SELECT FROM torn) AND NOT EXISTS (SELECT FROM torn WHERE (torn.world, torn.way_id) = (v.world, v.way_id))
  UNION ALL
  SELECT node_id, geom FROM osm_barrier
), sharing AS (
  SELECT node_id, count(DISTINCT way_id) AS ways FROM torn, unnest(nodes) AS node_id GROUP BY 1 HAVING count(DISTINCT way_id) > 1
), common AS (
  SELECT node_id, point
  FROM sharing JOIN torn ON node_id = ANY (nodes), LATERAL (SELECT DISTINCT d.geom AS point FROM ST_DumpPoints(torn.geom) AS d) AS p
  GROUP BY node_id, point, ways HAVING count(DISTINCT way_id) = ways
)
SELECT DISTINCT ON (node_id) node_id, point FROM (
  SELECT node_id, point FROM standing JOIN lost USING (node_id)
  UNION ALL
  SELECT node_id, (array_agg(point))[1] FROM common GROUP BY 1 HAVING count(*) = 1) AS found
ORDER BY node_id, point;

-- The node of each vertex, null where it cannot be told: known nodes stand at their places, and between two of them the
-- others follow in order where they are as many as the vertices.
CREATE FUNCTION pg_temp.node_of_vertices(nodes bigint[], places geometry[], vertices geometry[]) RETURNS bigint[] LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  found bigint[] := array_fill(NULL::bigint, ARRAY[cardinality(vertices)]);
  last_node integer := 0;
  last_vertex integer := 0;
  at integer;
BEGIN
  FOR node IN 1 .. cardinality(nodes) + 1 LOOP
    at := cardinality(vertices) + 1;
    IF node <= cardinality(nodes) THEN
      SELECT min(v) INTO at FROM generate_series(last_vertex + 1, cardinality(vertices)) AS v WHERE vertices[v] = places[node];
    END IF;
    CONTINUE WHEN at IS NULL;
    IF node - last_node = at - last_vertex THEN
      FOR i IN 1 .. node - last_node - 1 LOOP
        found[last_vertex + i] := nodes[last_node + i];
      END LOOP;
    END IF;
    IF node <= cardinality(nodes) THEN
      found[at] := nodes[node];
    END IF;
    last_node := node;
    last_vertex := at;
  END LOOP;
  RETURN found;
END $$;

CREATE TEMP TABLE mended ON COMMIT DROP AS
SELECT world, way_id, seq::integer, node_id, point
FROM torn,
  LATERAL (SELECT array_agg(k.point ORDER BY i) AS places FROM unnest(torn.nodes) WITH ORDINALITY AS n(node_id, i) LEFT JOIN known_place k USING (node_id)) AS p,
  LATERAL (SELECT array_agg(d.geom ORDER BY d.path) AS vertices FROM ST_DumpPoints(torn.geom) AS d) AS v,
  LATERAL unnest(pg_temp.node_of_vertices(torn.nodes, places, vertices), vertices) WITH ORDINALITY AS vertex(node_id, point, seq);

-- Two nodes on one spot are one.
CREATE TEMP TABLE merged_node ON COMMIT DROP AS
SELECT DISTINCT ON (k.node_id) k.node_id AS lost, m.node_id AS kept
FROM torn JOIN mended m USING (world, way_id) JOIN known_place k ON k.node_id = ANY (torn.nodes) AND k.point = m.point AND k.node_id <> m.node_id
WHERE NOT EXISTS (SELECT FROM mended o WHERE o.node_id = k.node_id)
ORDER BY k.node_id, m.node_id;

UPDATE way SET nodes = found.nodes
FROM (SELECT world, way_id, array_agg(coalesce(node_id, below - turn) ORDER BY seq) AS nodes
      FROM (SELECT *, row_number() OVER (ORDER BY world, way_id, seq) AS turn FROM mended) AS numbered,
        (SELECT least(min(node_id), 0) AS below FROM way, unnest(way.nodes) AS node_id) AS ids
      GROUP BY 1, 2) AS found
WHERE (way.world, way.way_id) = (found.world, found.way_id);
UPDATE way SET nodes = ARRAY(SELECT coalesce(m.kept, n) FROM unnest(way.nodes) WITH ORDINALITY AS u(n, i) LEFT JOIN merged_node m ON m.lost = n ORDER BY i)
WHERE way.nodes && (SELECT array_agg(lost) FROM merged_node);
UPDATE osm_barrier SET node_id = kept FROM merged_node WHERE lost = osm_barrier.node_id;

DO $$
DECLARE
  ways bigint[] := ARRAY(SELECT DISTINCT way_id FROM torn ORDER BY 1);
BEGIN
  IF cardinality(ways) > 0 THEN
    RAISE NOTICE '% ways mended, of which the file lacks a node or has two on one spot: %', cardinality(ways),
      array_to_string(ways[:20], ', ') || CASE WHEN cardinality(ways) > 20 THEN ', …' ELSE '' END;
  END IF;
END $$;
