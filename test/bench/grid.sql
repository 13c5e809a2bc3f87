-- A network named grid of :side by :side crossings, 150 to 170 m apart.
-- Twins are looked for before most of the edges are there: they would take minutes, and matter little here.
SET client_min_messages = warning;
DO $$ BEGIN PERFORM loopgenie._create_network('grid'), loopgenie._finish_network('grid', 'made'); END $$;
INSERT INTO grid.node SELECT y * :side + x, NULL, ST_Point(7 + x * 0.002, 46 + y * 0.0015, 4326) FROM generate_series(0, :side - 1) AS x, generate_series(0, :side - 1) AS y;
INSERT INTO grid.edge (id, source, target, length_m, appeal, kind, geom)
SELECT row_number() OVER (), a.id, b.id, 150 + (hashint8(a.id * 7 + b.id)::bigint & 63), 0.3 + (hashint8(a.id + b.id * 3)::bigint & 63) / 100.0, 'path', ST_MakeLine(a.geom, b.geom)
FROM grid.node a JOIN grid.node b ON b.id = a.id + :side OR (b.id = a.id + 1 AND b.id % :side <> 0);
INSERT INTO grid.trailhead SELECT row_number() OVER (), id, NULL, 'Crossing ' || id, 'parking', geom FROM grid.node WHERE id % 997 = 0;
ANALYZE grid.edge;
