-- loopgenie.build_network on small maps drawn in metres (UTM, so that no length is in degrees).
SET client_min_messages = notice;
\set VERBOSITY terse
CREATE TABLE raw (name text, geom geometry);

-- Moves a drawing to the Alps.
CREATE FUNCTION drawn(wkt text) RETURNS geometry LANGUAGE sql AS
$$ SELECT ST_SetSRID(ST_Translate(ST_GeomFromText(wkt), 500000, 5200000), 32632) $$;

-- Builds the given lines ('name: WKT') alone and says what came out, edges as name, metres (to 5).
CREATE FUNCTION built(lines text[], snap_m float8 DEFAULT 30) RETURNS TABLE (
  nodes bigint, edges bigint, parts bigint, on_cycle numeric, drawn text)
LANGUAGE plpgsql AS $$
DECLARE
  s loopgenie.network_summary;
BEGIN
  TRUNCATE raw;
  INSERT INTO raw SELECT nullif(btrim(split_part(l, ':', 1)), ''), drawn(split_part(l, ':', 2)) FROM unnest(lines) AS l;
  s := loopgenie.build_network('raw', snap_m => snap_m, network => 'small');
  RETURN QUERY SELECT s.nodes, s.edges, s.components, round(s.cycle_share::numeric, 2),
    string_agg(format('%s %s', coalesce(e.name, '-'), round(e.length_m / 5) * 5), ', ' ORDER BY e.name COLLATE "C", e.length_m)
  FROM small.edge e;
END $$;

-- One line.
SELECT * FROM built('{"A: LINESTRING(0 0, 1000 0)"}');
-- A crossing without a vertex.
SELECT * FROM built('{"A: LINESTRING(-500 0, 500 0)", "B: LINESTRING(0 -500, 0 500)"}');
-- A T that ends on the line, short of it by float noise, and short of it by 12 m.
SELECT * FROM built('{"A: LINESTRING(0 0, 1000 0)", "B: LINESTRING(500 0, 500 700)"}');
SELECT * FROM built('{"A: LINESTRING(0 0, 1000 77)", "B: LINESTRING(500 38.500000001, 500 700)"}', 0);
SELECT * FROM built('{"A: LINESTRING(0 0, 1000 0)", "B: LINESTRING(500 12, 500 700)"}');
-- The same gap when it is wider than snap_m.
SELECT * FROM built('{"A: LINESTRING(0 0, 1000 0)", "B: LINESTRING(500 12, 500 700)"}', 10);
-- A T that overshoots by a metre leaves no stub.
SELECT * FROM built('{"A: LINESTRING(0 0, 1000 0)", "B: LINESTRING(500 -1, 500 700)"}');
-- Ends that face each other over 20 m: the gap is walked, so it counts.
SELECT * FROM built('{"A: LINESTRING(0 0, 1000 0)", "A: LINESTRING(1020 0, 2000 0)"}');
-- Three ends that miss one junction by some metres.
SELECT * FROM built('{"A: LINESTRING(-800 0, -6 0)", "B: LINESTRING(800 0, 6 0)", "C: LINESTRING(0 800, 0 9)"}');
-- Side by side, 25 m apart: never welded, though snap_m is 30. Their ends may be joined, their sides not.
SELECT * FROM built('{"A: LINESTRING(0 0, 500 0, 1000 0)", "B: LINESTRING(-200 25, 500 25, 1200 25)"}', 20);
SELECT nodes, edges, parts FROM built('{"A: LINESTRING(0 0, 250 0, 500 0, 750 0, 1000 0)", "B: LINESTRING(-200 25, 500 25, 1200 25)"}');
-- A spur at a sharp angle does not become a loop.
SELECT * FROM built('{"A: LINESTRING(-500 0, 500 0)", "B: LINESTRING(0 0, 60 15)"}');
-- There and back: walked once, whether the way back is exact or a metre off.
SELECT * FROM built('{"A: LINESTRING(0 0, 400 50, 900 0, 400 50, 0 0)"}');
SELECT * FROM built('{"A: LINESTRING(0 0, 400 50, 900 0, 400 51, 0 1)"}');
-- One path drawn by two trails: one edge with both names. Exact, a metre off, and over a part.
SELECT * FROM built('{"A: LINESTRING(0 0, 400 50, 900 0)", "B: LINESTRING(900 0, 400 50, 0 0)"}');
SELECT * FROM built('{"A: LINESTRING(0 0, 400 50, 900 0)", "B: LINESTRING(900 1, 700 21, 400 51, 0 1)"}');
SELECT * FROM built('{"A: LINESTRING(0 0, 1000 0)", "B: LINESTRING(300 400, 300 0.5, 700 0.5, 700 400)"}');
-- A junction on only one of two drawings of a path.
SELECT * FROM built('{"A: LINESTRING(0 0, 1000 0)", "B: LINESTRING(0 1, 1000 1)", "C: LINESTRING(500 1, 500 300)", "D: LINESTRING(250 0, 250 -300)"}');
-- Two parallel footways 10 m apart between the same junctions stay two.
SELECT * FROM built('{"A: LINESTRING(0 0, 100 5, 900 5, 1000 0)", "B: LINESTRING(0 0, 100 -5, 900 -5, 1000 0)"}');
-- A ring alone has one node; one on a stem; one that misses its own start by 15 m; a figure of eight.
SELECT * FROM built('{"A: LINESTRING(0 0, 500 0, 500 500, 0 500, 0 0)"}');
SELECT * FROM built('{"A: LINESTRING(0 0, 500 0, 500 500, 0 500, 0 0)", "B: LINESTRING(-300 -300, 0 0)"}');
SELECT * FROM built('{"A: LINESTRING(0 0, 500 0, 500 500, 0 500, 0 15)"}');
SELECT * FROM built('{"A: LINESTRING(-400 -400, 400 400, 400 -400, -400 400, -400 -400)"}');
-- A trail that ends on its own middle, and one that stops 10 m before it.
SELECT * FROM built('{"A: LINESTRING(0 0, 1000 0, 1000 500, 500 500, 500 0)"}');
SELECT * FROM built('{"A: LINESTRING(0 0, 1000 0, 1000 500, 500 500, 500 10)"}');
-- Parts of a multi-line; trails of one name that only continue each other are one edge.
SELECT * FROM built('{"A: MULTILINESTRING((0 0, 500 0), (500 0, 1000 0), (2000 0, 3000 0))"}');
SELECT * FROM built('{"A: LINESTRING(0 0, 500 0)", "A: LINESTRING(1000 0, 500 0)", "B: LINESTRING(1000 0, 1500 0)"}');
-- A track in steps of a metre stays as long as it is.
TRUNCATE raw;
INSERT INTO raw SELECT 'A', drawn(format('LINESTRING(%s 0, %s 0)', x, x + 1)) FROM generate_series(0, 199) AS x;
SELECT nodes, edges, round(km::numeric, 2) FROM loopgenie.build_network('raw', network => 'small');
-- Nameless trails are walked; what cannot be walked is counted.
SELECT * FROM built('{": LINESTRING(0 0, 1000 0)", " : LINESTRING(0 0, 0 500)", "A: LINESTRING EMPTY", "B: POINT(0 0)",
  "C: LINESTRING(5 5, 5 5)", "D: POLYGON((0 0, 1 0, 1 1, 0 0))"}');
TRUNCATE raw;
INSERT INTO raw VALUES ('A', drawn('LINESTRING(0 0, 1000 0)')), ('B', NULL),
  ('C', ST_GeomFromText('LINESTRING(10 NaN, 11 47)', 4326)), ('D', ST_GeomFromText('LINESTRING(200 47, 201 47)', 4326)),
  ('E', ST_GeomFromText('LINESTRING(9 47.1 700, 9 47.2 800)', 4326)), ('F', ST_GeomFromText('CIRCULARSTRING(8 47, 8.001 47.001, 8.002 47)', 4326));
SELECT nodes, edges, components FROM loopgenie.build_network('raw', network => 'small');
-- The order of the rows does not matter, nor does building again.
CREATE TABLE first_edge AS SELECT id, source, target, length_m, name, geom FROM small.edge;
CREATE TABLE raw_turned AS SELECT * FROM raw ORDER BY name DESC;
SELECT edges FROM loopgenie.build_network('raw_turned', network => 'small');
SELECT count(*) AS different FROM first_edge f FULL JOIN small.edge e USING (id, source, target, length_m, name)
WHERE f.geom IS NULL OR e.geom IS NULL OR NOT ST_OrderingEquals(f.geom, e.geom);
-- Nor on how many processes build; nothing that they work with stays.
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 4;
SELECT edges FROM loopgenie.build_network('raw_turned', network => 'small');
RESET max_parallel_workers_per_gather;
RESET min_parallel_table_scan_size;
SELECT count(*) AS different FROM first_edge f FULL JOIN small.edge e USING (id, source, target, length_m, name)
WHERE f.geom IS NULL OR e.geom IS NULL OR NOT ST_OrderingEquals(f.geom, e.geom);
SELECT count(*) AS left_behind FROM pg_class WHERE relnamespace = 'small'::regnamespace AND relname ~ '^lg_';
-- What every network promises: ends at their nodes, geodesic lengths, all nodes used.
SELECT bool_and(ST_StartPoint(e.geom) = s.geom AND ST_EndPoint(e.geom) = t.geom) AS ends_at_nodes,
  bool_and(abs(e.length_m - ST_Length(e.geom::geography)) < 0.001) AS geodesic
FROM small.edge e JOIN small.node s ON s.id = e.source JOIN small.node t ON t.id = e.target;

DROP SCHEMA small CASCADE;
DROP TABLE raw, raw_turned, first_edge;
DROP FUNCTION built;
DROP FUNCTION drawn;
