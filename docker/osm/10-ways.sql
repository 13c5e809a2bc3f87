-- Ways of both worlds (trail and road), their vertices, and which vertices belong to places worth starting from.

\echo 'Reading ways'

-- osm2pgsql leaves out vertices whose place the file does not hold, or that stand on one spot: then the nodes
-- no longer say which vertex is which.
DO $$
DECLARE
  torn bigint := (SELECT count(*) FROM (SELECT nodes, geom FROM osm_trail UNION ALL SELECT nodes, geom FROM osm_road) AS w
                  WHERE cardinality(nodes) <> ST_NPoints(geom));
BEGIN
  IF torn > 0 THEN
    RAISE NOTICE '% ways left out: the file lacks some of their nodes, or repeats one', torn;
  END IF;
END $$;

CREATE TEMP TABLE way ON COMMIT DROP AS
WITH route AS (
  -- Some ways carry ten routes, and some routes a whole sentence for a name: the one that is longest here names the way,
  -- with the second longest where both together are still short.
  SELECT way_id, CASE WHEN length(string_agg(name, ' / ')) <= 60 THEN string_agg(name, ' / ' ORDER BY name)
                   ELSE min(name) FILTER (WHERE rank = 1) END AS name
  FROM (SELECT way_id, name, row_number() OVER (PARTITION BY way_id ORDER BY ways DESC, name) AS rank
        FROM (SELECT DISTINCT way_id, name FROM osm_route) AS member
          LEFT JOIN (SELECT name, count(*) AS ways FROM osm_route WHERE name <> '' GROUP BY name) AS route USING (name)) AS ranked
  WHERE rank <= 2 GROUP BY way_id
)
SELECT 'trail' AS world, t.way_id, t.nodes, t.geom, nullif(coalesce(nullif(t.name, ''), r.name), '') AS name, t.kind,
  round((CASE WHEN r.way_id IS NULL THEN t.appeal ELSE t.route_appeal END)::numeric, 3)::float8 AS appeal,
  t.is_road, false AS oneway
FROM osm_trail t LEFT JOIN route r USING (way_id)
WHERE NOT t.needs_route OR r.way_id IS NOT NULL
UNION ALL
SELECT 'road', way_id,
  CASE WHEN direction < 0 THEN ARRAY(SELECT n FROM unnest(nodes) WITH ORDINALITY AS u(n, i) ORDER BY i DESC) ELSE nodes END,
  CASE WHEN direction < 0 THEN ST_Reverse(geom) ELSE geom END, name, kind, NULL, true, direction <> 0
FROM osm_road;
DELETE FROM way WHERE cardinality(nodes) <> ST_NPoints(geom);

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM way WHERE world = 'trail' AND NOT is_road) THEN
    RAISE EXCEPTION 'the file holds no trail' USING ERRCODE = 'no_data_found',
      HINT = 'Check that the extract covers your mountains: a path, track or footway that may be walked is needed.';
  END IF;
END $$;

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
  name, kind, appeal, is_road, oneway
FROM divided JOIN way USING (world, way_id);
DELETE FROM way USING divided d WHERE (way.world, way.way_id) = (d.world, d.way_id);

CREATE TEMP TABLE vertex ON COMMIT DROP AS
SELECT way.world, way.way_id, v.seq::integer, v.node_id, v.point
FROM way, ROWS FROM (unnest(way.nodes), ST_DumpPoints(way.geom)) WITH ORDINALITY AS v(node_id, path, point, seq);

CREATE INDEX ON vertex (node_id);

-- Connected parts of each world: a parking beside a path of 50 m should not become a trailhead, nor one on a road
-- that leads nowhere. Ways hang together at their shared nodes, so linking each to the first of its way is enough.
CREATE TEMP TABLE link ON COMMIT DROP AS
SELECT row_number() OVER () AS id, v.world, v.way_id AS first_way, v.node_id, w.way_id
FROM (SELECT world, node_id, min(way_id) AS way_id FROM vertex GROUP BY 1, 2 HAVING count(DISTINCT way_id) > 1) AS v
  JOIN vertex w USING (world, node_id);

-- Ways are told apart by world: the same way may be both trail and road.
CREATE TEMP TABLE part ON COMMIT DROP AS
WITH linked AS (
  SELECT node AS signed_way, component FROM pgr_connectedComponents(
    'SELECT id, CASE world WHEN ''trail'' THEN first_way ELSE -first_way END AS source,
            CASE world WHEN ''trail'' THEN way_id ELSE -way_id END AS target, 1 AS cost FROM link')
), grouped AS (
  SELECT way.world, way.way_id, way.is_road, ST_Length(way.geom::geography) AS metres,
    coalesce(linked.component, CASE world WHEN 'trail' THEN way_id ELSE -way_id END) AS component
  FROM way LEFT JOIN linked ON signed_way = CASE world WHEN 'trail' THEN way_id ELSE -way_id END
)
SELECT world, way_id, sum(metres) OVER part >= 2000 AS is_large, bool_and(is_road) OVER part AS only_roads
FROM grouped WINDOW part AS (PARTITION BY world, component);

-- Quiet roads connect trails; those that meet none have nothing to connect.
DELETE FROM way USING part
WHERE part.world = 'trail' AND only_roads AND way.world = 'trail' AND way.way_id = part.way_id;
DELETE FROM vertex USING part
WHERE part.world = 'trail' AND only_roads AND vertex.world = 'trail' AND vertex.way_id = part.way_id;

CREATE INDEX ON way USING gist (geom);
ANALYZE way;
