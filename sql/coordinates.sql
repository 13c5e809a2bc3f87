-- A network made or altered by hand whose geometries are not all in degrees, or whose ids come twice.
\set VERBOSITY default
SET client_min_messages = warning;
CREATE TABLE degrees_trails AS
SELECT 'Ring' AS name, ST_GeomFromText('LINESTRING(7 46, 7.01 46, 7.01 46.01, 7 46)', 4326) AS geom;
SELECT edges FROM loopgenie.build_network('degrees_trails', network => 'degrees_net');
SET loopgenie.network = 'degrees_net';
INSERT INTO degrees_net.road SELECT 1, 1, 2, 1000, false, 'road', geom FROM degrees_net.edge LIMIT 1;
INSERT INTO degrees_net.camp (id, node_id, name, kind, geom) SELECT 1, id, 'Hut', 'alpine_hut', geom FROM degrees_net.node LIMIT 1;
INSERT INTO degrees_net.camp (id, node_id, name, kind, geom) SELECT 2, id, 'Spring', 'spring', geom FROM degrees_net.node LIMIT 1;
CREATE TABLE planned AS SELECT l FROM plan_loop(46, 7, 5, 1.89) AS l;
SELECT DISTINCT format('ALTER TABLE degrees_net.%s ALTER geom TYPE geometry', t)
FROM unnest('{node,edge,trailhead,road,camp,place}'::text[]) AS t \gexec

-- Of each table one row in metres: what every function says of it. Nodes' geometries are read by none.
CREATE FUNCTION said(command text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  hint text;
BEGIN
  EXECUTE command;
  RETURN 'answered';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
  RETURN concat_ws('|', SQLSTATE, SQLERRM, hint);
END $$;
CREATE FUNCTION with_metres_in(tab text) RETURNS TABLE (call text, answer text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('UPDATE degrees_net.%s SET geom = ST_Transform(geom, 3857)', tab);
  FOREACH call IN ARRAY ARRAY['plan_loop(46, 7, 5, 1.89)', 'plan_loop(46, 7, 5, 1.89, heading => 90)', 'reachable_trailheads(46, 7, 5)',
      'planned, loop_legs(l)', 'planned, loop_days(l)', 'planned, loop_gpx(l)', 'loopgenie.network_stats()'] LOOP
    answer := said('SELECT count(*) FROM ' || call);
    RETURN NEXT;
  END LOOP;
  EXECUTE format('UPDATE degrees_net.%s SET geom = ST_Transform(geom, 4326)', tab);
END $$;
SELECT tab, string_agg(call, ', ' ORDER BY call) AS calls, answer
FROM unnest('{node,edge,trailhead,road,camp}'::text[]) WITH ORDINALITY AS t(tab, turn), with_metres_in(tab)
GROUP BY turn, tab, answer ORDER BY turn, answer;
-- Without any coordinate system; and lines of two that are put together all the same.
UPDATE degrees_net.edge SET geom = ST_SetSRID(geom, 0);
SELECT said('SELECT FROM plan_loop(46, 7, 5, 1.89)');
UPDATE degrees_net.edge SET geom = ST_SetSRID(geom, 4326);
SELECT said($$SELECT loopgenie.walked_line(array_agg(g), '{f,f}') FROM (SELECT geom FROM degrees_net.edge UNION ALL SELECT ST_Transform(geom, 3857) FROM degrees_net.edge) AS t(g)$$);

-- Ids that come twice.
ALTER TABLE degrees_net.camp DROP CONSTRAINT camp_pkey;
ALTER TABLE degrees_net.twin DROP CONSTRAINT twin_pkey;
ALTER TABLE degrees_net.trailhead DROP CONSTRAINT trailhead_pkey;
UPDATE degrees_net.camp SET id = 1, node_id = CASE kind WHEN 'spring' THEN NULL ELSE node_id END;
SELECT said('SELECT FROM plan_loop(46, 7, 5, 1.89)');
UPDATE degrees_net.camp SET id = 2 WHERE kind = 'spring';
INSERT INTO degrees_net.trailhead SELECT * FROM degrees_net.trailhead LIMIT 1;
SELECT said('SELECT FROM reachable_trailheads(46, 7, 5)');
DELETE FROM degrees_net.trailhead WHERE ctid NOT IN (SELECT min(ctid) FROM degrees_net.trailhead GROUP BY id);
SELECT count(*) FROM plan_loop(46, 7, 5, 1.89);
DROP SCHEMA degrees_net CASCADE;
DROP FUNCTION said, with_metres_in;
DROP TABLE degrees_trails, planned;
