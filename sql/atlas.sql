-- The atlas: what is planned ahead, what of it outlives a change, and what is answered from it.
SET client_min_messages = warning;
CREATE TABLE atlas_trails AS
SELECT format('Way %s', i) AS name, ST_MakeLine(ST_Point(7 + i * 0.004, 46, 4326), ST_Point(7 + i * 0.004, 46.04, 4326)) AS geom FROM generate_series(0, 9) AS i
UNION ALL
SELECT format('Path %s', i), ST_MakeLine(ST_Point(7, 46 + i * 0.005, 4326), ST_Point(7.036, 46 + i * 0.005, 4326)) FROM generate_series(0, 8) AS i;
CREATE TABLE atlas_heads AS
SELECT * FROM (VALUES ('North east', 'parking', ST_Point(7.0361, 46.0401, 4326)), ('South west', 'parking', ST_Point(6.9999, 45.9999, 4326)),
  ('Stop', 'bus_stop', ST_Point(7.00001, 46.00001, 4326)), ('North', 'trailhead', ST_Point(7.016, 46.0401, 4326))) AS t(name, kind, geom);
SELECT edges, trailheads FROM loopgenie.build_network('atlas_trails', trailheads => 'atlas_heads', network => 'atlas_net');
SET loopgenie.network = 'atlas_net';
SELECT * FROM loops_near(46.02, 7.02, 20, 2, 5);
CALL loopgenie.build_atlas(hike_mi => '{2,3,5}', loops => 2);
SELECT count(*) AS rows, count(DISTINCT trailhead_id) AS starts, bool_and(a.version = info.version AND drive_km = 0 AND nodes[1] = t.node_id) AS right_there
FROM atlas_net.info, atlas_net.atlas a JOIN atlas_net.trailhead t ON t.id = a.trailhead_id;
-- Two trailheads of one node have one plan, each under its own name.
SELECT a.trailhead, a.trailhead_kind, a.nodes = b.nodes AS same_walk FROM atlas_net.atlas a JOIN atlas_net.atlas b USING (asked_mi, rank)
WHERE asked_mi = 3 AND rank = 1 AND (b.trailhead, a.trailhead) IN (('South west', 'Stop'), ('Stop', 'South west')) ORDER BY 1;

-- A join over places: never worse than a plan, less only what the plan's bound leaves open.
CREATE TABLE atlas_place AS SELECT i AS id, 45.99 + i * 0.002 AS lat, 6.99 + (i * 7 % 40) * 0.002 AS lon FROM generate_series(1, 40) AS i;
SELECT asked, count(*) AS places, bool_and(near.score >= plan.score - 0.005) AS never_worse, bool_and(near.score <= plan.bound + 1e-9) AS within_the_bound,
  bool_and(abs(near.drive_km - r.drive_km) < 1e-9) AS drives_agree, bool_and(near.geom = a.geom AND near.edges = a.edges) AS as_in_the_atlas
FROM atlas_place p CROSS JOIN unnest('{2,3,5}'::float8[]) AS asked, loops_near(p.lat, p.lon, 10, asked, asked) AS near,
  plan_loop(p.lat, p.lon, 10, asked, effort => 20000000) AS plan, reachable_trailheads(p.lat, p.lon, 10) AS r, atlas_net.atlas a
WHERE r.trailhead_id = near.trailhead_id AND a.trailhead_id = near.trailhead_id AND a.asked_mi = asked AND a.edges = near.edges
GROUP BY 1 ORDER BY 1;
-- Each loop once, however many trailheads it passes, and none mostly along a better one.
CREATE VIEW atlas_listed AS SELECT l.*, e.id AS edge, e.length_m FROM loops_near(46.02, 7.02, 20, 2, 5, loops => 6) AS l, unnest(l.edges) AS w JOIN atlas_net.edge e ON e.id = w;
SELECT count(DISTINCT rank) > 2 AS several, (SELECT count(*) FROM (
    SELECT a.rank, b.rank FROM (SELECT DISTINCT rank, edge, length_m FROM atlas_listed) AS a LEFT JOIN (SELECT DISTINCT rank, edge FROM atlas_listed) AS b USING (edge)
    WHERE b.rank < a.rank GROUP BY 1, 2 HAVING sum(length_m) > 0.601 * (SELECT sum(length_m) FROM (SELECT DISTINCT rank, edge, length_m FROM atlas_listed) AS d WHERE d.rank = a.rank)) AS alike) AS alike
FROM atlas_listed;
SELECT bool_and(score >= next) AS best_first FROM (SELECT score, lead(score) OVER (ORDER BY rank) AS next FROM loops_near(46.02, 7.02, 20, 2, 5, loops => 6)) AS l;
SELECT DISTINCT trailhead_kind FROM loops_near(46.02, 7.02, 20, 2, 5, loops => 6, start_kinds => '{trailhead}');
SELECT count(*) FROM loops_near(46.02, 7.02, 20, 2, 5, max_ascent_m => 100);
SELECT DISTINCT round(cost::numeric) = round(e.length_m::numeric) AS as_walked FROM loops_near(46.02, 7.02, 20, 5, 5) AS l, loop_legs(l) AS s JOIN atlas_net.edge e ON e.id = s.edge;

-- What is as it was is kept; a name costs no plan, and is there all the same.
CALL loopgenie.build_atlas(hike_mi => '{2,3,5}', loops => 2);
UPDATE atlas_net.edge SET name = 'New ' || name;
CALL loopgenie.build_atlas(hike_mi => '{2,3,5}', loops => 2);
SELECT bool_and(trails[1] LIKE 'New %') AS new_names, bool_and(a.version = info.version) AS new_version FROM atlas_net.atlas a, atlas_net.info;
-- An edge in the far south is in reach of the two there, and at 5 miles of the others.
UPDATE atlas_net.edge SET appeal = 0.9 WHERE id = (SELECT id FROM atlas_net.edge ORDER BY geom <-> ST_Point(7.002, 46, 4326), id LIMIT 1);
CREATE TABLE atlas_before AS TABLE atlas_net.atlas;
CALL loopgenie.build_atlas(hike_mi => '{2,3}', loops => 2);
SELECT count(*) FILTER (WHERE asked_mi = 5) > 0 AS others_stay, bool_and(a.version = b.version) FILTER (WHERE asked_mi = 5) AS unseen FROM atlas_net.atlas a JOIN atlas_before b USING (trailhead_id, asked_mi, rank);
-- Another build of what is left of an unfinished one.
DELETE FROM atlas_net.atlas_plan WHERE asked_mi = 2;
CALL loopgenie.build_atlas(hike_mi => '{2,3}', loops => 2);
CALL loopgenie.build_atlas(hike_mi => '{2}', loops => 1);
-- A trailhead that is gone, and one that is new.
DELETE FROM atlas_net.trailhead WHERE name = 'North';
INSERT INTO atlas_net.trailhead SELECT 100, node_id, NULL, 'New car park', 'parking', geom FROM atlas_net.trailhead WHERE name = 'North east';
CALL loopgenie.build_atlas(hike_mi => '{3}', loops => 2);
SELECT DISTINCT trailhead FROM atlas_net.atlas WHERE asked_mi = 3 ORDER BY 1;
-- Kept rows are what a plan of their own would be.
SELECT bool_and(a.score = p.score AND a.bound = p.bound AND a.edges = p.edges AND a.geom::text = p.geom::text AND a.trails = p.trails) AS as_planned_now
FROM atlas_net.atlas a JOIN atlas_net.trailhead t ON t.id = a.trailhead_id, loopgenie._plan_from(t.id, t.node_id, 3, NULL, 1, 2, NULL, 'atlas_net') AS p WHERE a.asked_mi = 3 AND a.days = 1 AND p.rank = a.rank;

-- Hours, and hikes of several days, stand beside the miles of one day.
INSERT INTO atlas_net.camp (name, kind, geom) VALUES ('Hut', 'alpine_hut', ST_Point(7.016, 46.02, 4326));
CALL loopgenie.build_atlas(hike_mi => '{5}');
CALL loopgenie.build_atlas(hike_mi => '{}', hike_hours => '{2}');
CALL loopgenie.build_atlas(hike_mi => '{5}', hike_hours => '{2}', days => 2);
SELECT asked_mi, asked_hours, days, count(DISTINCT trailhead_id) AS starts, bool_and(coalesce(cardinality(nights), 0) = days - 1) AS so_many_nights
FROM atlas_net.atlas WHERE asked_mi = 5 OR asked_hours > 0 GROUP BY 1, 2, 3 ORDER BY 3, 1, 2;
SELECT days, count(*) AS starts, bool_and(near.score >= plan.score - 0.005 AND near.score <= plan.bound + 1e-9) AS as_planned, bool_and(near.nights IS NOT DISTINCT FROM plan.nights) AS nights_agree
FROM atlas_net.trailhead t CROSS JOIN generate_series(1, 2) AS days, loops_near(ST_Y(t.geom), ST_X(t.geom), 0.2, min_hours => 1, max_hours => 3, days => days) AS near,
  plan_loop(ST_Y(t.geom), ST_X(t.geom), 0.2, hike_hours => 2, days => days) AS plan GROUP BY 1 ORDER BY 1;
SELECT cardinality(nights) AS nights, round(hike_mi::numeric) AS miles FROM loops_near(46.04, 7.036, 1, 5, 5, days => 2);
SELECT count(*) AS none FROM loops_near(46.04, 7.036, 1, 0.1, 4, days => 2);
-- A camp is what hikes of several days can depend on, and those of one day cannot.
UPDATE atlas_net.camp SET kind = 'shelter';
CALL loopgenie.build_atlas(hike_mi => '{5}');
CALL loopgenie.build_atlas(hike_mi => '{5}', days => 2);

-- Who may read the network may read its atlas; a network with an atlas can be built anew.
\set VERBOSITY terse
CALL loopgenie.build_atlas(hike_mi => '{5,NULL}');
CALL loopgenie.build_atlas(hike_mi => '{0.5,501}');
CALL loopgenie.build_atlas(hike_hours => '{251}');
CALL loopgenie.build_atlas(hike_mi => '{}');
CALL loopgenie.build_atlas(days => 0);
CALL loopgenie.build_atlas(network => 'no_such_net');
BEGIN;
CALL loopgenie.build_atlas(hike_mi => '{2}');
ROLLBACK;
SELECT FROM loops_near(46, 7, 20, 2, 501);
SELECT FROM loops_near(46, 7, 20, 2, NULL);
SELECT FROM loops_near(46, 7, 20, 2, 5, min_hours => 1, max_hours => 2);
SELECT FROM loops_near(46, 7, 20, min_hours => 1);
SELECT FROM loops_near(46, 7, 20, min_hours => 1, max_hours => 2, days => 31);
SET client_min_messages = notice;
SELECT FROM loops_near(47, 7, 20, 2, 5);
SELECT FROM loops_near(46, 7, 20, 7, 9);
SET client_min_messages = warning;
DROP VIEW atlas_listed;
SELECT edges FROM loopgenie.build_network('atlas_trails', network => 'atlas_net');
SELECT FROM loops_near(46, 7, 20, 2, 5);

DROP TABLE atlas_trails, atlas_heads, atlas_place, atlas_before;
DROP SCHEMA atlas_net CASCADE;
