-- Edges that run beside each other: which pairs build_network finds, and that plan_loop rather walks elsewhere.
SET client_min_messages = warning;
-- In metres east and north of 7 E, 46 N, drawn on the ellipsoid.
CREATE FUNCTION drawn(VARIADIC metres float8[]) RETURNS geometry LANGUAGE sql AS $$
  SELECT ST_MakeLine(array_agg(ST_SnapToGrid(ST_Project(ST_Project(ST_Point(7, 46, 4326)::geography, metres[i], radians(90)),
    metres[i + 1], 0)::geometry, 1e-9) ORDER BY i)) FROM generate_series(1, cardinality(metres), 2) AS i $$;
CREATE TABLE beside (name text, geom geometry(LineString, 4326));
-- Two footways 10 m apart, joined at their ends; and 40 m south of the first an honest way back.
INSERT INTO beside VALUES
  ('north', drawn(0, 0, 0, 10, 1000, 10, 1000, 0)), ('south', drawn(0, 0, 1000, 0)), ('honest', drawn(0, 0, 20, -40, 980, -40, 1000, 0)),
  ('stem', drawn(0, 0, -20, 0));
SELECT edges FROM loopgenie.build_network('beside', network => 'beside_net', snap_m => 2);
SELECT least(a.name, b.name) AS one, greatest(a.name, b.name) AS other, round(t.length_m / 10) * 10 AS about_m
FROM beside_net.twin t JOIN beside_net.edge a ON a.id = t.edge_a JOIN beside_net.edge b ON b.id = t.edge_b ORDER BY 1, 2;
-- Honest and south, although north and south are nearer to the asked length by 0.001 of it.
SELECT trails @> '{north,south}' AS beside_itself, round(score::numeric, 2) AS score, bound >= score AS bounded
FROM plan_loop(46, 7, 1, 2.073 / 1.609344, network => 'beside_net');
-- Without the table, as in a network made by hand, all is as the score has it; so it is in the transaction that emptied it.
BEGIN;
DELETE FROM beside_net.twin;
SELECT trails @> '{north,south}' AS beside_itself FROM plan_loop(46, 7, 1, 2.073 / 1.609344, network => 'beside_net');
DROP TABLE beside_net.twin;
SELECT trails @> '{north,south}' AS beside_itself FROM plan_loop(46, 7, 1, 2.073 / 1.609344, network => 'beside_net');
ROLLBACK;
-- Where there is nothing else it is walked, and the answer tells how much of it.
BEGIN;
DELETE FROM beside_net.edge WHERE name = 'honest';
SELECT trails @> '{north,south}' AS beside_itself, abs(beside_mi * 1609.344 - (SELECT sum(length_m) FROM beside_net.twin t
  WHERE ARRAY[t.edge_a, t.edge_b] <@ edges)) < 0.01 AS told, beside_mi > 0.5 AS much
FROM plan_loop(46, 7, 1, 2.073 / 1.609344, network => 'beside_net');
ROLLBACK;
SELECT beside_mi, trails @> '{north,south}' AS beside_itself FROM plan_loop(46, 7, 1, 2.073 / 1.609344, network => 'beside_net');
-- A change of it is a change of the network.
SELECT version AS before FROM beside_net.info \gset
DELETE FROM beside_net.twin;
SELECT version <> :'before' AS changed FROM beside_net.info;
SELECT trails @> '{north,south}' AS beside_itself FROM plan_loop(46, 7, 1, 2.073 / 1.609344, network => 'beside_net');
-- Staggered junctions: one long footway beside two short ones.
TRUNCATE beside;
INSERT INTO beside VALUES ('long', drawn(0, 0, 600, 0)), ('first', drawn(10, 8, 300, 8)), ('second', drawn(300, 8, 590, 8)),
  ('aside', drawn(300, 8, 300, 200));
SELECT edges FROM loopgenie.build_network('beside', network => 'beside_net', snap_m => 2);
SELECT least(a.name, b.name) AS one, greatest(a.name, b.name) AS other, round(t.length_m / 10) * 10 AS about_m
FROM beside_net.twin t JOIN beside_net.edge a ON a.id = t.edge_a JOIN beside_net.edge b ON b.id = t.edge_b ORDER BY 1, 2;
-- None: a hairpin with a spur at its turn, a fork, a crossing, footways 40 m apart, trails one behind the other, a ring and its stem.
TRUNCATE beside;
INSERT INTO beside VALUES
  ('up', drawn(0, 0, 200, 12)), ('on', drawn(200, 12, 0, 40)), ('spur', drawn(200, 12, 260, 12)),
  ('left', drawn(0, 1000, 400, 1060)), ('right', drawn(0, 1000, 400, 940)),
  ('over', drawn(0, 2000, 60, 2000)), ('under', drawn(30, 1970, 30, 2030)),
  ('near', drawn(0, 3000, 500, 3000)), ('far', drawn(0, 3040, 500, 3040)),
  ('one', drawn(0, 4000, 100, 4000)), ('two', drawn(100, 4000, 200, 4000)),
  ('ring', drawn(0, 5000, 80, 5080, 160, 5000, 80, 4920, 0, 5000)), ('stem', drawn(0, 5000, -100, 5000));
SELECT edges FROM loopgenie.build_network('beside', network => 'beside_net', snap_m => 2);
SELECT count(*) AS twins FROM beside_net.twin;
DROP SCHEMA beside_net CASCADE;
DROP TABLE beside;
DROP FUNCTION drawn;
