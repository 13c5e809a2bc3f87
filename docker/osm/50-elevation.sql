-- Elevation of nodes and along edges, from samples at every vertex and at most 30 m apart.

\echo 'Sampling elevations'

CREATE TEMP TABLE sample ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY id, seq, i) AS line, id AS edge, i = 0 AS is_vertex,
  CASE WHEN i = 0 THEN a.geom ELSE ST_LineInterpolatePoint(ST_MakeLine(a.geom, b.geom), i / steps) END AS geom,
  NULL::float8 AS ele
FROM (SELECT id, path[1] AS seq, geom, lead(geom) OVER (PARTITION BY id ORDER BY path[1]) AS next
      FROM (SELECT id, (ST_DumpPoints(geom)).* FROM :"building".edge) AS dumped) AS a,
  LATERAL (SELECT coalesce(a.next, a.geom) AS geom) AS b,
  LATERAL (SELECT greatest(ceil(ST_Distance(a.geom::geography, b.geom::geography) / 30), 1) AS steps) AS s,
  generate_series(0, CASE WHEN a.next IS NULL THEN 0 ELSE steps::integer - 1 END) AS i;

-- The client's shell runs the sampler: the tiles are where the map file is, not on the server.
\copy (SELECT ST_X(geom) || ' ' || ST_Y(geom) FROM sample ORDER BY line) TO PROGRAM 'cat > "$LOOPGENIE_WORK/points"'
CREATE TEMP TABLE elevation (line bigserial, ele float8) ON COMMIT DROP;
\copy elevation (ele) FROM PROGRAM '"$LOOPGENIE_SAMPLER" "$LOOPGENIE_DEM" < "$LOOPGENIE_WORK/points"' WITH (FORMAT csv)
DO $$
BEGIN
  IF (SELECT count(*) FROM elevation) <> (SELECT count(*) FROM sample) THEN
    RAISE EXCEPTION 'the elevation tiles could not be read' USING ERRCODE = 'data_exception',
      HINT = 'See what GDAL said above; without DEM the network has no elevations.';
  ELSIF NOT EXISTS (SELECT FROM elevation WHERE ele IS NOT NULL) THEN
    RAISE EXCEPTION 'no elevation tile covers the trails' USING ERRCODE = 'no_data_found',
      HINT = 'Name the folder that holds the tiles of this region.';
  END IF;
END $$;
UPDATE sample SET ele = elevation.ele FROM elevation WHERE elevation.line = sample.line;

-- Edges that go on into each other, cut only for what lies beside them, count as one here: a brook or a hut changes no climb.
CREATE TEMP TABLE chain ON COMMIT DROP AS
WITH degree AS (
  SELECT node, count(*) AS edges FROM (SELECT source AS node FROM :"building".edge UNION ALL SELECT target FROM :"building".edge) AS ends GROUP BY node
), begun AS (
  SELECT p.id AS edge, p.way_id, p.piece,
    degree.edges <> 2 OR p.source IS DISTINCT FROM lag(p.target) OVER (PARTITION BY p.way_id ORDER BY p.piece) AS is_first
  FROM piece p JOIN :"building".edge e USING (id) JOIN degree ON degree.node = e.source
  WHERE p.world = 'trail'
)
SELECT edge, way_id, count(*) FILTER (WHERE is_first) OVER (PARTITION BY way_id ORDER BY piece) AS nr FROM begun;

-- SRTM knows nothing finer than its 90 m; what a line sees of it in between is noise, and the noise climbs. So each sample becomes
-- the mean of those within 100 m along the edge, nearer ones counting more; towards the ends of a chain within less, so
-- that the ends keep the elevation that all edges of a node share. (Encamp to the Refugi de l'Illa: +1,703 m and
-- -482 m with the hysteresis below alone, +1,456 m and -235 m smoothed; published +1,435 m and -225 m.)
CREATE TEMP TABLE smooth ON COMMIT DROP AS
WITH stepped AS (
  SELECT line, way_id, nr, ele,
    coalesce(ST_Distance(geom::geography, lag(geom) OVER (PARTITION BY way_id, nr ORDER BY line)::geography), 0) AS step
  FROM sample JOIN chain USING (edge)
), placed AS (
  SELECT line, way_id, nr, ele, sum(step) OVER (PARTITION BY way_id, nr ORDER BY line) AS at FROM stepped
), reaching AS (
  SELECT placed.*, least(100, at, max(at) OVER (PARTITION BY way_id, nr) - at) AS reach FROM placed WHERE ele IS NOT NULL
)
SELECT s.line, sum(o.ele * weight) / sum(weight) AS ele
FROM reaching s JOIN reaching o ON o.way_id = s.way_id AND o.nr = s.nr AND abs(o.at - s.at) <= s.reach,
  LATERAL (SELECT 1 - abs(o.at - s.at) / (s.reach + 1) AS weight) AS w
WHERE s.reach > 0 GROUP BY s.line;
UPDATE sample SET ele = smooth.ele FROM smooth WHERE smooth.line = sample.line;

CREATE TEMP TABLE known ON COMMIT DROP AS
SELECT edge, ascent, descent, line
FROM (SELECT edge, array_agg(ele ORDER BY line) AS ele,
        ST_MakeLine(ST_SetSRID(ST_MakePoint(ST_X(geom), ST_Y(geom), ele), 4326) ORDER BY line)
          FILTER (WHERE is_vertex AND ele IS NOT NULL) AS line
      FROM sample GROUP BY edge HAVING count(*) = count(ele)) AS sampled, loopgenie._climb(ele);

-- Lines carry elevations only where all are known: a plain one among them would lie at sea level.
SELECT (SELECT count(*) FROM :"building".edge) AS edges,
  (SELECT count(*) FROM :"building".edge) - count(*) AS unknown,
  (SELECT count(*) FROM :"building".edge) = count(*) AS all_known FROM known \gset
\if :all_known
ALTER TABLE :"building".edge ALTER COLUMN geom TYPE geometry(LineStringZ, 4326) USING ST_Force3D(geom);
UPDATE :"building".edge e SET geom = line FROM known WHERE edge = e.id;
\endif
UPDATE :"building".edge e SET ascent_m = round(ascent::numeric, 1), descent_m = round(descent::numeric, 1)
FROM known WHERE edge = e.id;
UPDATE :"building".node n SET ele_m = ends.ele
FROM (SELECT source AS id, max(s.ele) AS ele FROM :"building".edge JOIN sample s ON s.edge = edge.id
        JOIN (SELECT edge, min(line) AS line FROM sample GROUP BY edge) AS f ON f.line = s.line GROUP BY 1
      UNION ALL
      SELECT target, max(s.ele) FROM :"building".edge JOIN sample s ON s.edge = edge.id
        JOIN (SELECT edge, max(line) AS line FROM sample GROUP BY edge) AS l ON l.line = s.line GROUP BY 1) AS ends
WHERE ends.id = n.id;

\echo :edges edges measured, :unknown of them left without elevation (no tile)
