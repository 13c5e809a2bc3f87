-- What a loop must come by.
SET client_min_messages = warning;
-- A grid of 5 by 5 crossings 700 m apart, and a spur to a summit in the north-east.
CREATE TABLE via_trails AS
SELECT 'Row ' || i AS name, ST_MakeLine(ARRAY(SELECT ST_Point(7 + j * 0.009, 46 + i * 0.0063, 4326) FROM generate_series(0, 4) AS j)) AS geom FROM generate_series(0, 4) AS i
UNION ALL SELECT 'Column ' || j, ST_MakeLine(ARRAY(SELECT ST_Point(7 + j * 0.009, 46 + i * 0.0063, 4326) FROM generate_series(0, 4) AS i)) FROM generate_series(0, 4) AS j
UNION ALL SELECT 'Summit', ST_MakeLine(ST_Point(7.036, 46.0252, 4326), ST_Point(7.039, 46.0282, 4326))
UNION ALL SELECT 'Start', ST_MakeLine(ST_Point(7, 46, 4326), ST_Point(7, 45.9999, 4326))
UNION ALL SELECT 'Island', ST_MakeLine(ST_Point(7.1, 46, 4326), ST_Point(7.11, 46, 4326));
CREATE TABLE via_starts AS SELECT 'South-west' AS name, 'parking' AS kind, ST_Point(7, 46, 4326) AS geom;
SELECT edges FROM loopgenie.build_network('via_trails', network => 'via_net', trailheads => 'via_starts');
SET loopgenie.network = 'via_net';
-- Crossings, the middles of edges, a summit, the start itself, and all of them at once, in whatever order they are given.
SELECT via, miles_walked, (SELECT bool_and(ST_DWithin(l.geom::geography, p.geom::geography, 1)) FROM ST_DumpPoints(v.geom) AS p) AS passed, round(score::numeric, 3) AS score
FROM (VALUES ('a crossing', 4, ST_Point(7.018, 46.0126, 4326)), ('the middle of an edge', 4, ST_Point(7.0225, 46.0126, 4326)), ('the summit', 7, ST_Point(7.039, 46.0282, 4326)),
  ('the start', 4, ST_Point(7, 46, 4326)), ('three', 6, ST_GeomFromText('MULTIPOINT(7.027 46.0063, 7.0045 46.0189, 7.027 46.0189)', 4326)),
  ('the same three', 6, ST_GeomFromText('MULTIPOINT(7.0045 46.0189, 7.027 46.0189, 7.027 46.0063)', 4326))) AS v(via, miles, geom),
  plan_loop(46, 7, 5, v.miles, via => v.geom) AS l, LATERAL (SELECT round(l.hike_mi::numeric, 2)) AS h(miles_walked);
-- What is too far, and how long it takes: a point, all of them, and one to which no way leads.
SET client_min_messages = notice;
SELECT FROM plan_loop(46, 7, 5, 4, via => ST_Point(7.039, 46.0282, 4326));
SELECT FROM plan_loop(46, 7, 5, 5, via => ST_GeomFromText('MULTIPOINT(7.036 46, 7 46.0252)', 4326));
SELECT FROM plan_loop(46, 7, 5, 4, via => ST_Point(7.105, 46, 4326));
SET client_min_messages = warning;
-- A tenth longer than these: it is as long as the notice says.
SELECT miles, count(l.rank) AS loops FROM (VALUES (6.75), (6.8)) AS m(miles) LEFT JOIN LATERAL plan_loop(46, 7, 5, miles, via => ST_Point(7.039, 46.0282, 4326)) AS l ON true GROUP BY 1 ORDER BY 1;
SELECT FROM plan_loop(46, 7, 5, 4, via => ST_MakeEnvelope(7, 46, 7.01, 46.01, 4326));
SELECT FROM plan_loop(46, 7, 5, 4, via => ST_Point(7.05, 46.05, 4326));
SELECT FROM plan_loop(46, 7, 5, 4, via => ST_GeomFromText('MULTIPOINT(7 46, 7.5 46)', 4326));
SELECT FROM plan_loop(46, 7, 5, 4, via => ST_GeomFromText('POINT EMPTY', 4326));
SELECT FROM plan_loop(46, 7, 5, 4, via => (SELECT ST_Collect(ST_Point(7 + i * 0.001, 46, 4326)) FROM generate_series(0, 8) AS i));
-- A night at a point to come by: at the end of a spur, at a crossing, at both, and elsewhere where the point is no camp.
CREATE TABLE via_camps AS
SELECT * FROM (VALUES ('Summit hut', 'alpine_hut', ST_Point(7.039, 46.0282, 4326)), ('Meadow', 'camp_site', ST_Point(7.027, 46.0063, 4326))) AS c(name, kind, geom);
SELECT edges FROM loopgenie.build_network('via_trails', network => 'camp_net', trailheads => 'via_starts', camps => 'via_camps');
SELECT via, days, count(*) FILTER (WHERE d.day < v.days) AS nights, array_agg(d.end_name ORDER BY d.end_name) FILTER (WHERE d.day < v.days) AS slept, bool_and(passed) AS passed
FROM (VALUES ('the summit', 7, 2, ST_Point(7.039, 46.0282, 4326)), ('the meadow', 7, 2, ST_Point(7.027, 46.0063, 4326)), ('a crossing', 7, 2, ST_Point(7.009, 46.0189, 4326)),
    ('both camps', 9, 3, ST_GeomFromText('MULTIPOINT(7.039 46.0282, 7.027 46.0063)', 4326))) AS v(via, miles, days, geom),
  plan_loop(46, 7, 5, v.miles, days => v.days, max_day_mi => v.miles * 0.7, via => v.geom, network => 'camp_net') AS l, loop_days(l, 'camp_net') AS d,
  LATERAL (SELECT bool_and(ST_DWithin(l.geom::geography, p.geom::geography, 1)) FROM ST_DumpPoints(v.geom) AS p) AS h(passed)
GROUP BY via, v.days ORDER BY via;
DROP SCHEMA camp_net CASCADE;
DROP TABLE via_trails, via_starts, via_camps;
RESET loopgenie.network;
DROP SCHEMA via_net CASCADE;
