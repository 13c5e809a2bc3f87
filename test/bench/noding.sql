-- The ways of noding a raw trail table that PostGIS and pgRouting offer, beside ours, on table geom.
-- Run by noding.sh; explained there.
\set ON_ERROR_STOP on
\set QUIET on
SET client_min_messages = error;
SET loopgenie.network = 'bench_noding';

CREATE TABLE result (nr serial, method text, seconds numeric, edges bigint, km numeric, components bigint, cut_off bigint);
CREATE TABLE made (geom geometry(LineString, 4326));
CREATE INDEX ON made USING gist (geom);
CREATE TABLE line AS
SELECT ogc_fid AS id, ST_RemoveRepeatedPoints(wkb_geometry) AS geom, wkb_geometry::geography AS geog FROM geom
WHERE ST_Length(wkb_geometry) > 0;
CREATE INDEX ON line USING gist (geom);
CREATE INDEX ON line USING gist (geog);
-- Trails that belong together: they cross, or one ends within 30 m of the other.
CREATE TABLE meeting AS
SELECT DISTINCT ON (a.id, b.id) a.id AS a, b.id AS b,
  ST_ClosestPoint(a.geom, finish.geom) AS a_at, ST_ClosestPoint(b.geom, finish.geom) AS b_at
FROM line a JOIN line b ON a.id <> b.id AND ST_DWithin(a.geog, b.geog, 30),
  LATERAL (VALUES (ST_StartPoint(a.geom)), (ST_EndPoint(a.geom)), (ST_ClosestPoint(a.geom, b.geom))) AS finish(geom)
WHERE ST_DWithin(finish.geom::geography, b.geog, 30) AND (ST_Intersects(a.geom, b.geom)
  OR ST_DWithin(ST_Boundary(a.geom)::geography, b.geog, 30))
ORDER BY a.id, b.id, ST_Distance(finish.geom::geography, b.geog);

-- Takes the edges in made: how much network is it, and how many of the meetings does it leave in
-- different components?
CREATE FUNCTION note(method text, seconds float8) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM made WHERE ST_Length(geom) = 0;
  ANALYZE made;
  CREATE TEMP TABLE spot AS SELECT row_number() OVER () AS id, p.geom FROM (
    SELECT ST_StartPoint(geom) AS geom FROM made UNION SELECT ST_EndPoint(geom) FROM made) AS p;
  CREATE TEMP TABLE graph AS
  SELECT row_number() OVER () AS id, s.id AS source, t.id AS target, 1.0::float8 AS cost, m.geom
  FROM made m JOIN spot s ON s.geom = ST_StartPoint(m.geom) JOIN spot t ON t.geom = ST_EndPoint(m.geom);
  CREATE INDEX ON graph USING gist (geom);
  CREATE TEMP TABLE part AS SELECT node, component FROM pgr_connectedComponents('SELECT id, source, target, cost FROM graph');
  INSERT INTO result (method, seconds, edges, km, components, cut_off)
  SELECT method, round(seconds::numeric, 1), (SELECT count(*) FROM made),
    (SELECT round((sum(ST_Length(geom::geography)) / 1000)::numeric, 1) FROM made),
    (SELECT count(DISTINCT component) FROM part),
    (SELECT count(*) FROM meeting m,
       LATERAL (SELECT source FROM graph ORDER BY geom <-> a_at LIMIT 1) AS x,
       LATERAL (SELECT source FROM graph ORDER BY geom <-> b_at LIMIT 1) AS y
     WHERE (SELECT component FROM part WHERE node = x.source) <> (SELECT component FROM part WHERE node = y.source));
  DROP TABLE spot, graph, part;
  TRUNCATE made;
END $$;
CREATE FUNCTION since(timestamptz) RETURNS float8 LANGUAGE sql AS
$$ SELECT extract(epoch FROM clock_timestamp() - $1)::float8 $$;

SELECT clock_timestamp() AS began \gset
SELECT loopgenie.build_network('geom', snap_m => 30) \g /dev/null
SELECT since(:'began') AS took \gset
INSERT INTO made SELECT geom FROM bench_noding.edge;
SELECT note('loopgenie.build_network', :took) \g /dev/null

SELECT clock_timestamp() AS began \gset
INSERT INTO made SELECT (ST_Dump(ST_Node(ST_Collect(geom)))).geom FROM line;
SELECT note('ST_Node of everything', since(:'began')) \g /dev/null

SELECT clock_timestamp() AS began \gset
INSERT INTO made SELECT (ST_Dump(ST_UnaryUnion(ST_Collect(geom)))).geom FROM line;
SELECT note('ST_UnaryUnion of everything', since(:'began')) \g /dev/null

-- 30 m are 0.00027 to 0.0004 degrees here, depending on direction and latitude.
SELECT clock_timestamp() AS began \gset
INSERT INTO made SELECT (ST_Dump(ST_Node(ST_Collect(snapped)))).geom FROM (
  SELECT coalesce(ST_Snap(a.geom, ST_Collect(b.geom), 0.0003), a.geom) AS snapped
  FROM line a LEFT JOIN line b ON a.id <> b.id AND ST_DWithin(a.geom, b.geom, 0.0003) GROUP BY a.id, a.geom) AS s;
SELECT note('ST_Snap to the neighbours, then ST_Node', since(:'began')) \g /dev/null

SELECT clock_timestamp() AS began \gset
INSERT INTO made SELECT (ST_Dump(CASE WHEN blade IS NULL THEN geom ELSE ST_Split(ST_Snap(geom, blade, 1e-9), blade) END)).geom FROM (
  SELECT a.geom, (SELECT ST_Union(p.geom) FROM line b,
      ST_DumpPoints(ST_Intersection(a.geom, b.geom)) AS p WHERE b.id <> a.id AND b.geom && a.geom AND ST_Intersects(a.geom, b.geom)) AS blade
  FROM line a) AS s;
SELECT note('ST_Split at ST_Intersection', since(:'began')) \g /dev/null

CREATE TABLE pgr AS SELECT id, geom FROM line;
SELECT clock_timestamp() AS began \gset
SELECT pgr_nodeNetwork('pgr', 0.000001, 'id', 'geom') \g /dev/null
INSERT INTO made SELECT geom FROM pgr_noded;
SELECT note('pgr_nodeNetwork, tolerance 0.000001', since(:'began')) \g /dev/null
DROP TABLE pgr_noded;
SELECT clock_timestamp() AS began \gset
SELECT pgr_nodeNetwork('pgr', 0.0003, 'id', 'geom') \g /dev/null
INSERT INTO made SELECT geom FROM pgr_noded;
SELECT note('pgr_nodeNetwork, tolerance 0.0003', since(:'began')) \g /dev/null

SELECT count(*) > 0 AS has_topology FROM pg_available_extensions WHERE name = 'postgis_topology' \gset
\if :has_topology
CREATE EXTENSION postgis_topology;
SELECT topology.CreateTopology('bench_topology', 4326, 0.00002) \g /dev/null
SELECT clock_timestamp() AS began \gset
-- It refuses lines that cross themselves, so each is noded alone first.
SELECT count(*) FROM line, ST_Dump(ST_UnaryUnion(line.geom)) AS simple,
  topology.TopoGeo_AddLineString('bench_topology', simple.geom, 0.00002) \g /dev/null
INSERT INTO made SELECT geom FROM bench_topology.edge_data;
SELECT note('postgis_topology, tolerance 0.00002', since(:'began')) \g /dev/null
\endif

\echo Trails that cross, or end within 30 m of each other: pairs
SELECT count(*) FROM meeting;
SELECT method, seconds, edges, km, components, cut_off AS "pairs cut off" FROM result ORDER BY nr;
