-- On the network grid of :side by :side crossings: see closures.sh.
SET loopgenie.network = 'grid';
CREATE FUNCTION processor_ms() RETURNS float8 LANGUAGE sql VOLATILE RETURN split_part(pg_read_file('/proc/self/schedstat'), ' ', 1)::float8 / 1e6;
SELECT setseed(0.5) \g /dev/null
-- Boxes and circles, lines across and along, points on edges and beside them; (rx, ry) is the crossing to the southwest.
CREATE TEMP TABLE drawn AS
SELECT i, x, y, CASE i % 3
  WHEN 0 THEN CASE WHEN i % 6 = 0 THEN ST_MakeEnvelope(x, y, x + 0.0005 + 0.004 * a, y + 0.0003 + 0.003 * b, 4326) ELSE ST_Buffer(ST_Point(x, y, 4326), 0.0005 + 0.002 * a, 8) END
  WHEN 1 THEN CASE WHEN i % 6 = 1 THEN ST_MakeLine(ARRAY[ST_Point(x, y, 4326), ST_Point(x + 0.002 * a, y + 0.00002 * b, 4326), ST_Point(x + 0.004 * a, y + 0.0015 * b, 4326), ST_Point(x + 0.003, y + 0.003, 4326)])
       ELSE ST_MakeLine(ST_Point(rx + 0.0001 * a, ry, 4326), ST_Point(rx + 0.0002 * b, ry + 0.003, 4326)) END
  ELSE ST_Point(CASE WHEN i % 6 = 2 THEN rx + 0.0003 * b ELSE x END, y, 4326) END AS geom
FROM (SELECT *, 7 + 0.002 * floor((x - 7) / 0.002) AS rx, 46 + 0.0015 * floor((y - 46) / 0.0015) AS ry
  FROM (SELECT i, 7 + random() * 0.002 * :side AS x, 46 + random() * 0.0015 * :side AS y, random() AS a, random() AS b FROM generate_series(1, 10000) AS i) AS r) AS s;
BEGIN;
SELECT processor_ms() AS began \gset
INSERT INTO grid.closure (geom) SELECT geom FROM drawn;
SELECT format('10,000 closures in one statement: %s ms, %s edges closed', round(processor_ms() - :began), count(*)) FROM grid.closed_edge;
ROLLBACK;

SELECT format('prepared: %s', loopgenie.prepare_network('grid'));
BEGIN;
ALTER TABLE grid.closure DISABLE TRIGGER USER;
INSERT INTO grid.closure (id, starts, ends, geom) SELECT id, '2026-06-01', '2026-08-31', geom FROM grid.edge WHERE id % 100 = 0;
INSERT INTO grid.closed_edge SELECT id, id FROM grid.closure;
ANALYZE grid.closure, grid.closed_edge;
CREATE TEMP TABLE took (what text, ms float8);
DO $$
DECLARE
  began float8;
BEGIN
  PERFORM FROM plan_loop(46.2, 7.2, 10, 3, effort => 1, on_date => '2026-07-01');
  FOR turn IN 1..40 LOOP
    began := processor_ms();
    PERFORM FROM plan_loop(46.2, 7.2, 10, 3, effort => 1);
    INSERT INTO took VALUES ('a plan without a day', processor_ms() - began);
    began := processor_ms();
    PERFORM FROM plan_loop(46.2, 7.2, 10, 3, effort => 1, on_date => '2026-07-01');
    INSERT INTO took VALUES ('a plan on a day, and another for the notice', processor_ms() - began);
    began := processor_ms();
    PERFORM array_agg(x.edge_id) FROM grid.closed_edge x JOIN grid.closure c ON c.id = x.closure_id WHERE loopgenie.closed_on('2026-07-01', c.starts, c.ends, c.yearly);
    INSERT INTO took VALUES ('of it the statement', processor_ms() - began);
  END LOOP;
END $$;
SELECT format('%s: %s ms', what, round(avg(ms)::numeric, 1)) FROM took GROUP BY what ORDER BY avg(ms) DESC;
ROLLBACK;
