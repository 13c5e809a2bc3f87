-- The US trail table, built whole and region by region: kilometres, parts and share on a cycle
-- beside what the data's README measured on the raw lines. (Contains (c) OpenStreetMap contributors.)
SET client_min_messages = warning;
SELECT count(*) AS lines, round(sum(ST_Length(wkb_geometry::geography)) / 1000) AS km FROM geom;
CREATE TABLE built AS SELECT * FROM loopgenie.build_network('geom', network => 'us_whole', merge_m => 0);
SELECT km BETWEEN 3615 AND 3635 AS km, components BETWEEN 150 AND 220 AS components,
  cycle_share BETWEEN 0.47 AND 0.51 AS cycle_share, trailheads_with_loop > 300 AS trailheads, source
FROM built;

-- The doubles of Harriman (8.3 % of its km) and East Fort Rock are walked once; nothing else is lost or added.
CREATE TABLE region_trails (name text, geom geometry);
CREATE FUNCTION region(which text) RETURNS loopgenie.network_summary LANGUAGE plpgsql AS $$
BEGIN
  TRUNCATE region_trails;
  INSERT INTO region_trails SELECT name, wkb_geometry FROM geom WHERE source = which;
  RETURN loopgenie.build_network('region_trails', network => 'us_region');
END $$;
CREATE TABLE measured AS
SELECT r.*, s.km, s.components, s.cycle_share, s.trailheads, s.trailheads_with_loop, s.trailheads_without_loop
FROM (VALUES ('fortrock-or', 502, 0.96), ('gsmnp', 1339, 0.63), ('harriman-ny', 339.3, 0.82),
        ('wmnf-nh48', 227, 0.25), ('yosemite', 1214.7, 0.075)) AS r(source, km_once, share),
  LATERAL region(source) AS s;
SELECT source, abs(km / km_once - 1) < 0.002 AS km, abs(cycle_share - share) < 0.03 AS cycle_share,
  trailheads = trailheads_with_loop + trailheads_without_loop AS trailheads
FROM measured ORDER BY source;
SELECT source, components FROM measured WHERE source IN ('fortrock-or', 'harriman-ny') ORDER BY source;
-- No region has become part of another.
SELECT count(*) FROM us_whole.edge WHERE length_m > 60000;

-- What every network promises.
SELECT bool_and(ST_StartPoint(e.geom) = s.geom AND ST_EndPoint(e.geom) = t.geom) AS ends_at_nodes,
  bool_and(abs(e.length_m - ST_Length(e.geom::geography)) < 0.001) AS geodesic, bool_and(e.length_m > 2) AS no_slivers
FROM us_whole.edge e JOIN us_whole.node s ON s.id = e.source JOIN us_whole.node t ON t.id = e.target;
-- Every vertex of every trail is still there, within a drawing error.
SELECT count(*) FILTER (WHERE NOT EXISTS (SELECT FROM us_whole.edge e
    WHERE e.geom && ST_Expand(v.geom, 0.0001) AND ST_DWithin(e.geom::geography, v.geom::geography, 4))) AS vertices_lost
FROM geom, ST_DumpPoints(wkb_geometry) AS v;

-- Trails that cross or touch are in one part of the network.
CREATE TABLE part AS SELECT node, component
FROM pgr_connectedComponents('SELECT id, source, target, length_m AS cost FROM us_whole.edge');
SELECT count(*) > 1000 AS many_meetings, count(*) FILTER (WHERE x.component <> y.component) AS lost
FROM geom a JOIN geom b ON a.ogc_fid < b.ogc_fid AND ST_Intersects(a.wkb_geometry, b.wkb_geometry),
  LATERAL (SELECT component FROM us_whole.edge e JOIN part ON node = source ORDER BY e.geom <-> ST_StartPoint(a.wkb_geometry), e.id LIMIT 1) AS x,
  LATERAL (SELECT component FROM us_whole.edge e JOIN part ON node = source ORDER BY e.geom <-> ST_StartPoint(b.wkb_geometry), e.id LIMIT 1) AS y;

DROP SCHEMA us_whole CASCADE;
DROP SCHEMA us_region CASCADE;
DROP FUNCTION region;
DROP TABLE region_trails, measured, built, part;
