-- Raw tables as people have them: what their columns are called, heights in the lines, domains, several recordings of one path.
SET client_min_messages = warning;
CREATE FUNCTION said_by_build(trails regclass, options text DEFAULT '') RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('SELECT loopgenie.build_network(%L, network => ''raw_net''%s)', trails, options);
  RETURN QUERY SELECT format('%s | %s | %s | %s up %s down', name, kind, difficulty, ascent_m, descent_m) FROM raw_net.edge ORDER BY 1;
END $$;

-- Names, whatever the column's case and under the names that trail files use.
SET client_min_messages = notice;
CREATE TABLE raw_trails ("TRAIL_NAME" varchar(80), status text, geom geometry(LineString, 4326));
INSERT INTO raw_trails VALUES ('Ridge', 'open', 'LINESTRING(7 46,7.01 46.01,7.02 46)'), ('Creek', 'open', 'LINESTRING(7 46,7.01 45.99,7.02 46)');
SELECT * FROM said_by_build('raw_trails');
ALTER TABLE raw_trails RENAME "TRAIL_NAME" TO "TrailName";
SELECT * FROM said_by_build('raw_trails');
-- In other words; a column of something else's name is none.
ALTER TABLE raw_trails RENAME "TrailName" TO "RTE_NM_1";
ALTER TABLE raw_trails RENAME status TO county_name;
SELECT * FROM said_by_build('raw_trails');
ALTER TABLE raw_trails RENAME county_name TO status;
ALTER TABLE raw_trails RENAME "RTE_NM_1" TO "TrailName";
-- An exact name comes first; a number is no name; where nothing is called like one the notice names name_column.
ALTER TABLE raw_trails ADD name text;
UPDATE raw_trails SET name = lower("TrailName");
SELECT * FROM said_by_build('raw_trails');
ALTER TABLE raw_trails DROP name;
ALTER TABLE raw_trails ADD trail integer DEFAULT 7;
ALTER TABLE raw_trails RENAME "TrailName" TO "Designation";
SELECT * FROM said_by_build('raw_trails');
SELECT * FROM said_by_build('raw_trails', ', name_column => ''Designation''');

-- Kinds and difficulties. An edge ends where they change; avoid_roads knows the road.
ALTER TABLE raw_trails RENAME "Designation" TO name;
ALTER TABLE raw_trails ADD highway text, ADD sac_scale text;
UPDATE raw_trails SET highway = 'path', sac_scale = CASE name WHEN 'Ridge' THEN 'hiking;demanding_mountain_hiking' ELSE 'T2' END;
INSERT INTO raw_trails (name, highway, geom) VALUES ('Ridge', 'residential', 'LINESTRING(7.02 46,7.03 46)'), ('Creek', 'path', 'LINESTRING(7.03 46,7.04 46)');
SELECT * FROM said_by_build('raw_trails');
SELECT bool_or(kind = 'residential') AS over_the_road FROM plan_loop(46, 7, 5, 5, network => 'raw_net') AS l, unnest(l.edges) AS walked JOIN raw_net.edge ON id = walked;
SELECT count(*) AS around_it FROM plan_loop(46, 7.04, 0.1, 5, network => 'raw_net', avoid_roads => true);
ALTER TABLE raw_trails RENAME highway TO "How";
ALTER TABLE raw_trails RENAME sac_scale TO stars;
UPDATE raw_trails SET stars = 'three' WHERE name = 'Creek';
SELECT * FROM said_by_build('raw_trails', ', kind_column => ''How'', difficulty_column => ''stars''');
SELECT * FROM said_by_build('raw_trails', ', kind_column => ''nowhere''');
SELECT grade, loopgenie.difficulty_of(grade) FROM unnest('{T1,t6,4,4.0,5.2,Easy,HARD,via_ferrata,T2-T3,"",unknown,Easiest,"More difficult",Easy to Moderate,expert}'::text[]) AS grade;

-- Heights become climbs: a cut lies between the vertices beside it, and all edges of a node share its height.
CREATE TABLE raw_heights (name text, geom geometry(LineStringZ, 4326));
INSERT INTO raw_heights VALUES ('over', 'LINESTRING Z(7 46 1000,7.01 46 1200,7.02 46 1000)'), ('across', 'LINESTRING Z(7.005 45.99 900,7.005 46.01 1300)'),
  ('wavy', 'LINESTRING Z(7.02 46 1000,7.025 46 1006,7.03 46 1000,7.04 46 1050)');
SELECT * FROM said_by_build('raw_heights');
SELECT ele_m, round(ST_Y(geom)::numeric, 3) AS lat, round(ST_X(geom)::numeric, 3) AS lon FROM raw_net.node ORDER BY ele_m, lon;
SELECT bool_and(ST_Zmflag(e.geom) = 2 AND round(ST_Z(ST_StartPoint(e.geom))::numeric, 1) = s.ele_m) AS lines_have_heights
FROM raw_net.edge e JOIN raw_net.node s ON s.id = source;
-- One that lies at 0 throughout, as in a Shapefile without heights, has none.
UPDATE raw_heights SET geom = ST_Force3D(ST_Force2D(geom)) WHERE name = 'wavy';
SELECT * FROM said_by_build('raw_heights');
SELECT DISTINCT ST_NDims(geom) FROM raw_net.edge;
UPDATE raw_heights SET geom = ST_Force3D(ST_Force2D(geom));
SELECT * FROM said_by_build('raw_heights');

-- A domain over a domain over geometry is a geometry.
CREATE DOMAIN some_line AS geometry(LineString, 4326);
CREATE DOMAIN trail_line AS some_line CHECK (ST_NPoints(VALUE) > 1);
CREATE TABLE raw_domain (name text, line trail_line);
INSERT INTO raw_domain SELECT name, geom FROM raw_trails;
SELECT count(*) FROM said_by_build('raw_domain');

-- Three recordings of one path, wandering up to 9 m to either side, with a side trail off the second: one path and the trail.
CREATE TABLE raw_tracks (name text, geom geometry);
INSERT INTO raw_tracks
SELECT 'track ' || s, ST_MakeLine(ST_SetSRID(ST_MakePoint(11 + i * 0.0001, 47 + 9 / 111194.0 * sin(i * pi() / (7 + s) + s)), 4326) ORDER BY i)
FROM generate_series(0, 400) AS i, generate_series(1, 3) AS s GROUP BY s;
INSERT INTO raw_tracks SELECT 'side', ST_MakeLine(ST_PointN(geom, 200), ST_SetSRID(ST_MakePoint(11.02, 47.01), 4326)) FROM raw_tracks WHERE name = 'track 2';
SELECT edges, nodes, km < 4.5 AS walked_once FROM loopgenie.build_network('raw_tracks', network => 'raw_net');
SELECT edges > 20 AS braid FROM loopgenie.build_network('raw_tracks', network => 'raw_net', merge_m => 0);
-- One track that goes out and comes back by the same path.
CREATE TABLE raw_back AS SELECT 'there and back' AS name, ST_MakeLine(a.geom, ST_Reverse(b.geom)) AS geom
FROM raw_tracks a, raw_tracks b WHERE (a.name, b.name) = ('track 1', 'track 3');
SELECT edges, round(km) AS km FROM loopgenie.build_network('raw_back', network => 'raw_net');
SELECT shape FROM plan_loop(47, 11, 5, 4, network => 'raw_net');
-- Both banks of a stream, 20 m apart, stay two paths unless merge_m says otherwise; so do the legs of a hairpin in any case.
CREATE TABLE raw_banks (name text, geom geometry);
INSERT INTO raw_banks VALUES ('left', 'SRID=4326;LINESTRING(11 47, 11.001 47.0001, 11.02 47.0001, 11.021 47)'), ('right', 'SRID=4326;LINESTRING(11 47, 11.001 46.9999, 11.02 46.9999, 11.021 47)');
SELECT edges FROM loopgenie.build_network('raw_banks', network => 'raw_net');
SELECT edges FROM loopgenie.build_network('raw_banks', network => 'raw_net', merge_m => 30);
CREATE TABLE raw_hairpin AS SELECT 'hairpin' AS name, 'SRID=4326;LINESTRING(11 47, 11.004 47, 11.0041 47.0001, 11.004 47.0002, 11 47.0002, 10.9999 47.0003, 11 47.0004, 11.004 47.0004)'::geometry AS geom;
SELECT round((km * 1000)::numeric, -1) AS m FROM loopgenie.build_network('raw_hairpin', network => 'raw_net', merge_m => 30, snap_m => 5);
SELECT loopgenie.build_network('raw_banks', merge_m => 101);

-- Roads that come along with raw trails lead to the trailheads beside them: not by a piece of 40 m that is nearer, nor by one that nobody can leave.
SELECT * FROM said_by_build('raw_trails');
INSERT INTO raw_net.place VALUES (1, 'Village', 'village', 100, 'SRID=4326;POINT(7.06 46.001)');
INSERT INTO raw_net.road (id, source, target, length_m, oneway, geom) VALUES
  (1, 1, 2, 3100, false, 'SRID=4326;LINESTRING(7.08 46.001, 7.0405 46.001)'), (2, 3, 4, 40, false, 'SRID=4326;LINESTRING(7.04 46.0001, 7.0405 46.0001)'),
  (3, 2, 5, 30, true, 'SRID=4326;LINESTRING(7.0405 46.001, 7.04 46.0008)');
SELECT places_without_trailhead FROM loopgenie.network_stats('raw_net');
SELECT loopgenie._reach_trailheads('raw_net');
SELECT places_without_trailhead FROM loopgenie.network_stats('raw_net');
SELECT road_node_id, t.kind, round(drive_km::numeric, 1) AS drive_km FROM reachable_trailheads(46.001, 7.06, 5, 'raw_net') AS t JOIN raw_net.trailhead h ON h.id = trailhead_id;
UPDATE raw_net.trailhead SET geom = 'SRID=4326;POINT(7.05 46.01)', road_node_id = NULL;
SELECT loopgenie._reach_trailheads('raw_net');

-- GPX stays well-formed whatever a name holds.
SELECT loopgenie.xml_text(E'Ridge \uFFFE\uFFFF\u0001\u000B \u001F& <trail>\t\U0001F97E') AS kept;
UPDATE raw_trails SET name = name || E' \uFFFF\u0002';
SELECT count(*) FROM said_by_build('raw_trails');
SELECT xml_is_well_formed_document(loop_gpx(l)) AS well_formed FROM plan_loop(46, 7, 5, 5, network => 'raw_net') AS l;

SET client_min_messages = warning;
DROP FUNCTION said_by_build;
DROP SCHEMA raw_net CASCADE;
DROP TABLE raw_trails, raw_heights, raw_domain, raw_tracks, raw_back, raw_banks, raw_hairpin;
DROP DOMAIN trail_line;
DROP DOMAIN some_line;
