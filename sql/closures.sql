-- Closures: a table that is edited by hand, the edges that it closes, and what plans make of it.
SET client_min_messages = warning;
-- Two rings of about 3 miles that meet at one junction, one east and one west of it.
CREATE TABLE closure_trails (name text, geom geometry);
INSERT INTO closure_trails VALUES
  ('East', ST_GeomFromText('LINESTRING(7 46, 7.015 46.005, 7.03 46)', 4326)),
  ('East home', ST_GeomFromText('LINESTRING(7.03 46, 7.015 45.995, 7 46)', 4326)),
  ('West', ST_GeomFromText('LINESTRING(7 46, 6.985 46.005, 6.97 46)', 4326)),
  ('West home', ST_GeomFromText('LINESTRING(6.97 46, 6.985 45.995, 7 46)', 4326)),
  ('Start', ST_GeomFromText('LINESTRING(7 46, 7 46.0001)', 4326));
SELECT edges FROM loopgenie.build_network('closure_trails', network => 'closure_net');
SET loopgenie.network = 'closure_net';
CREATE VIEW closed AS
SELECT c.reason, array_agg(e.name ORDER BY e.name) AS trails
FROM closure_net.closed_edge JOIN closure_net.closure c ON c.id = closure_id JOIN closure_net.edge e ON e.id = edge_id GROUP BY 1;

-- An area, a line 10 m beside a trail, one that only crosses, a point within 50 m, one beyond.
INSERT INTO closure_net.closure (reason, geom) VALUES
  ('fire', ST_MakeEnvelope(7.01, 46.0005, 7.02, 46.01, 4326)),
  ('logging', ST_GeomFromText('LINESTRING(6.985 46.0051, 6.97 46.0001)', 4326)),
  ('power line', ST_GeomFromText('LINESTRING(6.985 46.002, 6.985 46.008)', 4326)),
  ('bridge', ST_Point(7.01501, 45.9953, 4326)),
  ('cave', ST_Point(7.015, 45.9944, 4326)),
  ('nowhere', ST_GeomFromText('GEOMETRYCOLLECTION EMPTY', 4326));
TABLE closed ORDER BY 1;
-- A line with heights, as a network's own may be; and what is not in degrees.
BEGIN;
INSERT INTO closure_net.closure (reason, geom) SELECT 'heights', ST_Force3D(geom) FROM closure_net.edge WHERE name = 'West';
SELECT 'West' = ANY (trails) AS closes FROM closed WHERE reason = 'heights';
ROLLBACK;
INSERT INTO closure_net.closure (reason, geom) VALUES ('metres', ST_Point(0, 0, 3857));
-- What says nothing of its coordinate system is taken for degrees, as people write it.
INSERT INTO closure_net.closure (reason, geom) VALUES ('as text', 'POINT(7.0001 46.00005)') RETURNING ST_SRID(geom);
SELECT count(*) > 0 AS closes FROM closure_net.closed_edge JOIN closure_net.closure ON id = closure_id WHERE reason = 'as text';
DELETE FROM closure_net.closure WHERE reason = 'as text';
-- Half of a short edge closes it, and a junction's neighbours stay open.
BEGIN;
INSERT INTO closure_net.closure (reason, geom) VALUES ('nest', ST_MakeEnvelope(6.9999, 45.99999, 7.0001, 46.001, 4326));
SELECT trails FROM closed WHERE reason = 'nest';
ROLLBACK;
-- So does what reaches an edge that is drawn as a mere point: by a line, an area, or the edge's own change.
BEGIN;
INSERT INTO closure_net.closure (reason, geom) VALUES ('a point, on a line', ST_GeomFromText('LINESTRING(6.9 46.1, 6.9 46.2)', 4326)),
  ('a point, in an area', ST_MakeEnvelope(6.9, 46.1, 6.95, 46.2, 4326)), ('beside the point', ST_GeomFromText('LINESTRING(6.9003 46.1, 6.9003 46.2)', 4326));
UPDATE closure_net.edge SET geom = ST_GeomFromText('LINESTRING(6.9 46.15, 6.9 46.15)', 4326) WHERE name = 'West';
SELECT * FROM closed WHERE reason LIKE '%point%' ORDER BY 1;
UPDATE closure_net.closure SET geom = ST_Translate(geom, 0, 0) WHERE reason LIKE '%point%';
SELECT * FROM closed WHERE reason LIKE '%point%' ORDER BY 1;
ROLLBACK;
-- Edits of either table: all of it follows.
BEGIN;
UPDATE closure_net.closure SET geom = ST_Translate(geom, -0.03, 0) WHERE reason = 'fire';
DELETE FROM closure_net.closure WHERE reason = 'bridge';
TABLE closed ORDER BY 1;
UPDATE closure_net.edge SET geom = ST_Reverse(ST_SetPoint(geom, 1, ST_Point(6.985, 46.012, 4326))) WHERE name = 'West';
TABLE closed ORDER BY 1;
DELETE FROM closure_net.edge WHERE name = 'West';
TABLE closed ORDER BY 1;
TRUNCATE closure_net.closure;
SELECT count(*) FROM closure_net.closed_edge;
ROLLBACK;
-- Who may write closures need not write what is derived; rows that arrive by replication derive it too.
CREATE ROLE closure_ranger;
GRANT USAGE ON SCHEMA closure_net TO closure_ranger;
GRANT SELECT, INSERT, DELETE ON closure_net.closure TO closure_ranger;
BEGIN;
SET LOCAL ROLE closure_ranger;
INSERT INTO closure_net.closure (reason, geom) VALUES ('ranger', ST_Point(7.0001, 46.00005, 4326));
RESET ROLE;
SELECT trails FROM closed WHERE reason = 'ranger';
SET LOCAL session_replication_role = replica;
DELETE FROM closure_net.closure WHERE reason = 'ranger';
INSERT INTO closure_net.closure (reason, geom) SELECT 'replicated', geom FROM closure_net.edge WHERE name = 'West';
TABLE closed ORDER BY 1;
ROLLBACK;
SELECT has_function_privilege('closure_ranger', 'closure_net.close_edges(name, bigint[])', 'execute') AS may_call;
-- What is closed changes nothing that was prepared.
SELECT version AS before FROM closure_net.info \gset
DELETE FROM closure_net.closure WHERE reason NOT IN ('fire', 'logging');
SELECT version = :'before' AS same FROM closure_net.info;
SELECT loopgenie._has_own_changes('closure_net') AS changed;

-- Only on a date.
UPDATE closure_net.closure SET starts = '2026-06-01', ends = '2026-08-31' WHERE reason = 'fire';
UPDATE closure_net.closure SET starts = '2020-12-15', ends = '2021-03-31', yearly = true WHERE reason = 'logging';
SELECT on_date, (SELECT array_agg(DISTINCT t ORDER BY t) FROM plan_loop(46, 7, 1, 2.95, loops => 2, max_repeat => 0.1, on_date => on_date), unnest(trails) AS t) AS trails
FROM (VALUES (NULL), (date '2026-05-31'), ('2026-06-01'), ('2026-08-31'), ('2026-09-01'), ('2026-12-14'), ('2026-12-15'), ('2027-01-01'), ('2027-03-31'), ('2027-04-01')) AS d(on_date);
-- Every kind of range.
SELECT starts, ends, yearly, array_agg(loopgenie.closed_on(day, starts, ends, yearly) ORDER BY day) AS closed
FROM (VALUES (date '2026-06-01', date '2026-08-31', false), (NULL, '2026-08-31', false), ('2026-06-01', NULL, NULL), (NULL, NULL, false),
    ('2020-11-15', '2020-02-28', true), ('2020-06-01', '2020-08-31', true), (NULL, '2020-01-31', true), ('2020-12-31', NULL, true), ('2020-06-01', '2021-06-01', true)) AS c(starts, ends, yearly),
  (VALUES (date '2024-12-31'), ('2026-06-01'), ('2026-08-31'), ('2026-09-01'), ('2027-01-31'), ('2028-02-29')) AS d(day)
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3;
INSERT INTO closure_net.closure (starts, ends, geom) VALUES ('2026-02-01', '2026-01-01', ST_Point(7, 46, 4326));
SELECT FROM plan_loop(46, 7, 1, 3, on_date => 'infinity');

-- What is to be avoided: points, lines, areas, in any coordinates; whatever comes within 10 m.
SELECT avoid, (SELECT array_agg(DISTINCT t ORDER BY t) FROM plan_loop(46, 7, 1, 2.95, loops => 2, max_repeat => 0.1, avoid => geom) AS l, unnest(l.trails) AS t) AS trails
FROM (VALUES ('a point on it', ST_Point(7.015, 46.005, 4326)), ('9 m off', ST_Point(7.015, 46.00508, 4326)), ('12 m off', ST_Point(7.015, 46.00511, 4326)),
  ('a line', ST_GeomFromText('LINESTRING(7.01 46.01, 7.01 45.99)', 4326)), ('an area around', ST_MakeEnvelope(6.5, 45.9, 6.999, 46.1, 4326)),
  ('a bow tie', ST_GeomFromText('POLYGON((7.01 45.99, 7.02 46.01, 7.02 45.99, 7.01 46.01, 7.01 45.99))', 4326)),
  ('no SRID', ST_Point(7.015, 46.005)), ('Mercator', ST_Transform(ST_Point(7.015, 46.005, 4326), 3857)),
  ('several', ST_GeomFromText('GEOMETRYCOLLECTION(POINT(7.015 46.005), LINESTRING(6.985 46.004, 6.985 46.006))', 4326))) AS a(avoid, geom);
SELECT FROM plan_loop(46, 7, 1, 3, avoid => ST_GeomFromText('POINT EMPTY', 4326));
SELECT FROM plan_loop(46, 7, 1, 3, avoid => ST_Point(190, 46, 4326));
SELECT FROM plan_loop(46, 7, 1, 3, avoid => ST_Point('NaN', 46, 4326));

-- A notice names what lies on the loop and when, and what it costs to heed it.
SET client_min_messages = notice;
SELECT trails FROM plan_loop(46, 7, 1, 2.95, max_repeat => 0.1, avoid => ST_Point(6.985, 46.005, 4326));
SELECT trails FROM plan_loop(46, 7, 1, 2.95, max_repeat => 0.1, avoid => ST_Point(6.985, 46.005, 4326), on_date => '2026-07-01');
SELECT trails FROM plan_loop(46, 7, 1, 2.95, max_repeat => 0.1, avoid => ST_Point(6.985, 46.005, 4326), on_date => '2026-10-01');
SET client_min_messages = warning;
SELECT loopgenie.closure_in_words(trail, reason, starts, ends, yearly)
FROM (VALUES ('Bear Creek Trail', 'fire', NULL::date, date '2026-08-31', false), ('', '', '2026-06-01', NULL, NULL), (NULL, NULL, '2026-06-01', '2026-06-30', false),
  ('Ridge', 'winter', '2020-12-01', '2020-03-31', true), ('Ridge', 'washout', NULL, NULL, false)) AS c(trail, reason, starts, ends, yearly);
-- As agencies publish them: other names, text for dates, other coordinates.
CREATE TABLE agency_closures (objectid integer, "Closure_Reason" text, "Start_Date" text, "EXPIRES" timestamptz, shape geometry);
INSERT INTO agency_closures VALUES
  (1, 'fire', '2026-06-01', '2026-08-31', ST_Transform(ST_MakeEnvelope(7.01, 46.0005, 7.02, 46.01, 4326), 3857)),
  (2, ' ', '', NULL, ST_Transform(ST_GeomFromText('LINESTRING(6.985 46.0051, 6.97 46.0001)', 4326), 3857));
SET client_min_messages = notice;
SELECT edges FROM loopgenie.build_network('closure_trails', network => 'agency_net', closures => 'agency_closures');
SET client_min_messages = warning;
SELECT c.starts, c.ends, c.reason, c.source, array_agg(e.name) AS trails
FROM agency_net.closure c JOIN agency_net.closed_edge ON closure_id = c.id JOIN agency_net.edge e ON e.id = edge_id GROUP BY c.id ORDER BY c.id;
UPDATE agency_closures SET "Start_Date" = 'soon' WHERE objectid = 1;
SELECT edges FROM loopgenie.build_network('closure_trails', network => 'agency_net', closures => 'agency_closures');
DROP TABLE agency_closures;
DROP SCHEMA agency_net CASCADE;
-- A row without an end or a beginning of its own keeps nobody from planning.
SELECT starts, ends, loopgenie.closed_on('2026-07-01', starts, ends, true) AS closed
FROM (VALUES (date '-infinity', date 'infinity'), ('-infinity', '2026-03-01'), ('2026-06-01', 'infinity'), ('infinity', '-infinity')) AS c(starts, ends);
-- No geometry gets into another coordinate system unseen.
BEGIN;
ALTER TABLE closure_net.closure ALTER geom TYPE geometry(Geometry, 3857) USING ST_Transform(geom, 3857);
ROLLBACK;
BEGIN;
INSERT INTO closure_net.camp (node_id, kind, geom) SELECT id, 'shelter', geom FROM closure_net.node LIMIT 1;
ALTER TABLE closure_net.camp ALTER geom TYPE geometry(Point, 3857) USING ST_Transform(geom, 3857);
SELECT count(*) FROM plan_loop(46, 7, 1, 2.95);
ROLLBACK;
-- Networks made before there were closures have none.
DROP VIEW closed;
BEGIN;
DROP TABLE closure_net.closure, closure_net.closed_edge;
SELECT count(*) FROM plan_loop(46, 7, 1, 2.95, max_repeat => 0.1, on_date => '2026-07-01');
ROLLBACK;
DROP TABLE closure_trails;
RESET loopgenie.network;
DROP SCHEMA closure_net CASCADE;
DROP ROLE closure_ranger;
