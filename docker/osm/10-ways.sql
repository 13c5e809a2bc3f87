-- Ways of both worlds, trail and road.

\echo 'Reading ways'

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
), drawn AS (
  SELECT 'trail' AS world, t.way_id, t.nodes, t.geom, t.direction, nullif(coalesce(nullif(t.name, ''), r.name), '') AS name, t.kind,
    round((CASE WHEN r.way_id IS NULL THEN t.appeal ELSE t.route_appeal END)::numeric, 3)::float8 AS appeal,
    loopgenie.difficulty_of(t.grade) AS difficulty,
    t.is_road, t.is_connector AND r.way_id IS NULL AS is_connector
  FROM osm_trail t LEFT JOIN route r USING (way_id)
  WHERE NOT t.needs_route OR r.way_id IS NOT NULL
  UNION ALL
  SELECT 'road', way_id, nodes, geom, direction, name, kind, NULL, NULL, true, false
  FROM osm_road
)
SELECT world, way_id,
  CASE WHEN direction < 0 THEN ARRAY(SELECT n FROM unnest(nodes) WITH ORDINALITY AS u(n, i) ORDER BY i DESC) ELSE nodes END AS nodes,
  CASE WHEN direction < 0 THEN ST_Reverse(geom) ELSE geom END AS geom,
  direction <> 0 AS oneway, name, kind, appeal, difficulty, is_road, is_connector
FROM drawn;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM way WHERE world = 'trail' AND NOT is_road) THEN
    RAISE EXCEPTION 'the file holds no trail' USING ERRCODE = 'no_data_found',
      HINT = 'Check that the extract covers your mountains: a path, track or footway that may be walked is needed.';
  END IF;
END $$;

CREATE TEMP VIEW way_vertex AS
SELECT way.world, way.way_id, v.seq::integer, v.node_id, v.point
FROM way, ROWS FROM (unnest(way.nodes), ST_DumpPoints(way.geom)) WITH ORDINALITY AS v(node_id, path, point, seq);
