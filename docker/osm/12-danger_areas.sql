-- Trails end where they enter a danger area and begin again behind it, but for those that are open to feet in so many words.
-- Along its edge one may walk.

CREATE TEMP TABLE danger ON COMMIT DROP AS SELECT ST_MakeValid(geom) AS geom FROM osm_danger;
CREATE INDEX ON danger USING gist (geom);
ANALYZE danger;

CREATE FUNCTION pg_temp.is_endangered(line geometry) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM danger WHERE danger.geom && line AND (ST_Crosses(line, danger.geom) OR ST_Within(line, danger.geom)))
$$;

CREATE TEMP TABLE endangered ON COMMIT DROP AS
SELECT way.* FROM way JOIN osm_trail t USING (way_id)
WHERE world = 'trail' AND NOT t.names_feet AND EXISTS (SELECT FROM danger WHERE danger.geom && way.geom) AND pg_temp.is_endangered(way.geom);

DELETE FROM way USING endangered e WHERE (way.world, way.way_id) = (e.world, e.way_id);
WITH step AS (
  SELECT way_id, seq, ST_MakeLine(ST_PointN(geom, seq), ST_PointN(geom, seq + 1)) AS line
  FROM endangered, generate_series(1, ST_NPoints(geom) - 1) AS seq
), safe AS (
  SELECT way_id, seq, seq - row_number() OVER (PARTITION BY way_id ORDER BY seq) AS run FROM step WHERE NOT pg_temp.is_endangered(line)
), run AS (
  SELECT way_id, min(seq) AS first, max(seq) + 1 AS last, row_number() OVER (ORDER BY way_id, min(seq)) AS turn FROM safe GROUP BY way_id, run
)
INSERT INTO way
SELECT world, (SELECT max(id) FROM (SELECT max(way_id) AS id FROM way UNION ALL SELECT max(way_id) FROM endangered) AS ids) + turn,
  nodes[first:last], (SELECT ST_MakeLine(ST_PointN(geom, i) ORDER BY i) FROM generate_series(first, last) AS i),
  oneway, name, kind, appeal, difficulty, is_road, is_connector
FROM run JOIN endangered USING (way_id);

SELECT (SELECT count(*) FROM danger) AS areas,
  round((coalesce(sum(metres), 0) / 1000)::numeric, 1) AS km
FROM (SELECT ST_Length(ST_Intersection(e.geom, danger.geom)::geography) AS metres FROM endangered e JOIN danger ON danger.geom && e.geom) AS inside \gset
\echo Danger areas: :areas, with :km km of trail inside
