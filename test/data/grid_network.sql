-- A network that no search gets through quickly: a grid with irregular lengths and appeals.
SET client_min_messages = warning;
SELECT loopgenie._create_network('grid');
INSERT INTO grid.node
SELECT y * 283 + x, NULL, ST_Point(7 + x * 0.002, 46 + y * 0.0015, 4326)
FROM generate_series(0, 282) AS x, generate_series(0, 282) AS y;
INSERT INTO grid.edge
SELECT row_number() OVER (ORDER BY a.id, b.id), a.id, b.id,
       150 + (hashint8(a.id * 7 + b.id)::bigint & 63), NULL, NULL,
       0.3 + (hashint8(a.id + b.id * 3)::bigint & 63) / 100.0, NULL, 'path', ST_MakeLine(a.geom, b.geom)
FROM grid.node AS a
JOIN grid.node AS b ON b.id = a.id + 283 OR (b.id = a.id + 1 AND b.id % 283 <> 0);
INSERT INTO grid.trailhead
SELECT row_number() OVER (), id, NULL, 'Crossing ' || id, 'parking', geom FROM grid.node WHERE id % 41 = 0;
SELECT loopgenie._finish_network('grid', 'made');
