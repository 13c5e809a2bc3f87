-- plan_loop on a network made by hand: plain tables with just the documented columns, other
-- integer and float widths than loopgenie's own, a name that needs quoting.
\set SHOW_CONTEXT never
CREATE SCHEMA "My Trails";
SET search_path = "My Trails", public;
CREATE TABLE node (id integer, ele_m real, geom geometry(Point, 4326));
CREATE TABLE edge (id integer, source integer, target integer, length_m real, ascent_m real, descent_m real,
                   appeal real, name varchar, kind varchar, geom geometry(LineString, 4326));
CREATE TABLE trailhead (id smallint, node_id integer, road_node_id integer, name varchar, kind varchar, geom geometry(Point, 4326));
CREATE TABLE info (version bigint, built_at timestamptz, source text);
-- A square of 2 km sides, a path across it, a spur, and an island with a ring.
INSERT INTO node SELECT id, 100 * id, ST_Point(x / 100.0, 45 + y / 100.0, 4326)
FROM (VALUES (1, 0, 0), (2, 2, 0), (3, 2, 2), (4, 0, 2), (5, -3, 0), (6, 30, 0)) AS n(id, x, y);
INSERT INTO edge
SELECT e.id, source, target, length_m, up, down, appeal, e.name, 'path',
       CASE WHEN source = target THEN ST_GeomFromText('LINESTRING(0.3 45, 0.31 45, 0.31 45.01, 0.3 45)', 4326)
            ELSE ST_MakeLine(a.geom, b.geom) END
FROM (VALUES (11, 1, 2, 2000, 10, 20, 1.0, 'South Side'), (12, 2, 3, 2000, 30, 0, 1.0, 'East Side'),
             (13, 4, 3, 2000, 0, 40, 1.0, 'North Side'), (14, 4, 1, 2000, 5, 5, 0.5, NULL),
             (15, 1, 5, 3000, 100, 0, 1.0, 'Spur'), (16, 6, 6, 4000, 50, 50, 1.0, 'Island Ring'))
     AS e(id, source, target, length_m, up, down, appeal, name)
JOIN node AS a ON a.id = source JOIN node AS b ON b.id = target;
INSERT INTO trailhead SELECT t.id, t.node_id, NULL, t.name, t.kind, n.geom
FROM (VALUES (1, 1, 'Corner', 'parking'), (2, 5, 'Spur''s End', 'dead_end'), (3, 6, 'Island & Co <1>', 'nearest')) AS t(id, node_id, name, kind)
JOIN node AS n ON n.id = t.node_id;
RESET search_path;

-- 8 km round the square from its corner; T = 8 km = 4.970970 miles.
SELECT rank, round(score::numeric, 4) AS score, bound >= score AS bounded, proven, shape, trailhead_id, trailhead, drive_km,
       round((hike_mi * 1609.344)::numeric) AS hike_m, repeat_mi, ascent_m, trails, nodes, edges, ST_IsClosed(geom) AS closed
FROM plan_loop(45, 0, 1, 8000 / 1609.344, network => 'My Trails');
-- The setting names the network too. A spur is walked twice: lollipop.
SET loopgenie.network = 'My Trails';
SELECT shape, trailhead, round((repeat_mi * 1609.344)::numeric) AS repeat_m, nodes FROM plan_loop(45, -0.03, 1, 14000 / 1609.344);
SELECT shape, nodes, edges, trails FROM plan_loop(45, 0.3, 1, 4000 / 1609.344);
SELECT rank, shape, trailhead FROM plan_loop(45, 0, 100, 8000 / 1609.344, loops => 3, tolerance => 0.5) ORDER BY rank;

-- Following it.
SELECT seq, node, edge, cost, agg_cost, name, round(minutes::numeric, 1) AS minutes FROM plan_loop(45, 0, 1, 8000 / 1609.344) AS l, loop_legs(l);
CREATE TEMP TABLE written AS
SELECT jsonb_populate_record(NULL::planned_loop, '{"shape": "loop", "hike_mi": 1, "trails": [],
  "geom": "SRID=4326;LINESTRING(0.1 0.30000000000000004, 7.123456789 46)"}') AS l;
SELECT loop_gpx(l) AS before INTO TEMP gpx_before FROM written;
SET extra_float_digits = -10;
SELECT loop_gpx(l) = before AS no_setting_changes_it FROM written, gpx_before;
RESET extra_float_digits;
SELECT loop_gpx(l) LIKE '%<name>Island &amp; Co &lt;1&gt;</name>%' AS escaped, loop_gpx(l)::xml IS DOCUMENT AS document
FROM plan_loop(45, 0.3, 1, 4000 / 1609.344) AS l;
SELECT (xpath('//*[local-name()=''trkpt'']/*[local-name()=''ele'']/text()',
              loop_gpx(jsonb_populate_record(NULL::planned_loop, '{"rank": 1, "shape": "loop", "hike_mi": 1, "trails": [],
                "geom": "SRID=4326;LINESTRING Z (0 45 100, 0 45.01 200.25, 0 45 100)"}'))::xml))[2] AS ele;
SELECT trailhead_id, name, kind, round(drive_km::numeric, 3) AS drive_km FROM reachable_trailheads(45, 0, 50);

-- Changes are seen at once, by this session's own transaction too.
BEGIN;
UPDATE "My Trails".edge SET length_m = 2500 WHERE id = 12;
SELECT round((hike_mi * 1609.344)::numeric) AS hike_m FROM plan_loop(45, 0, 1, 8000 / 1609.344);
ROLLBACK;
SELECT round((hike_mi * 1609.344)::numeric) AS hike_m FROM plan_loop(45, 0, 1, 8000 / 1609.344);

-- Nothing fits: no row, and the nearest thing that would.
SELECT rank FROM plan_loop(50, 0, 10, 5);
SELECT rank FROM plan_loop(45, 0, 1, 100);
SELECT rank FROM plan_loop(45, 0, 1, 0.5);
SELECT rank FROM plan_loop(45, -0.03, 1, 6000 / 1609.344, max_repeat => 0.1);
SELECT name FROM reachable_trailheads(50, 0, 10);

-- A broken network is named, with the row.
BEGIN;
UPDATE "My Trails".edge SET length_m = 'NaN' WHERE id = 13;
SELECT FROM plan_loop(45, 0, 1, 5);
ROLLBACK;
BEGIN;
UPDATE "My Trails".edge SET appeal = NULL WHERE id = 13;
SELECT FROM plan_loop(45, 0, 1, 5);
ROLLBACK;
SET loopgenie.max_edges = 3;
SELECT FROM plan_loop(45, 0, 1, 5);
RESET loopgenie.max_edges;
SELECT FROM loop_legs(jsonb_populate_record(NULL::planned_loop, '{"nodes": [1, 2], "edges": [99]}'));
RESET loopgenie.network;
SELECT FROM loop_legs(NULL::planned_loop, 'nowhere');
SELECT loopgenie._live_objects() AS live_objects;
SET client_min_messages = warning;
DROP SCHEMA "My Trails" CASCADE;
