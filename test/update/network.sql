-- A network as version 0.1.0 writes it, without its build_network, which pgRouting 3.6 and later refuse.
SET client_min_messages = warning;
SELECT FROM loopgenie._create_network('trails') \g /dev/null
INSERT INTO trails.node (id, geom)
SELECT y * 12 + x, ST_Point(7 + x * 0.01, 46 + y * 0.007, 4326) FROM generate_series(0, 11) AS x, generate_series(0, 11) AS y;
INSERT INTO trails.edge (id, source, target, length_m, ascent_m, descent_m, appeal, name, kind, geom)
SELECT row_number() OVER (ORDER BY a.id, b.id), a.id, b.id, ST_Length(ST_MakeLine(a.geom, b.geom)::geography),
  (a.id * 7 + b.id) % 60, (a.id + b.id * 5) % 60, 0.4 + (a.id * 3 + b.id) % 7 / 10.0, 'Trail ' || a.id % 5, 'path', ST_MakeLine(a.geom, b.geom)
FROM trails.node AS a JOIN trails.node AS b ON b.id = a.id + 12 OR (b.id = a.id + 1 AND b.id % 12 <> 0);
INSERT INTO trails.trailhead (id, node_id, name, kind, geom)
SELECT id, id, 'Crossing ' || id, 'parking', geom FROM trails.node WHERE id % 29 = 0;
SELECT FROM loopgenie._finish_network('trails', 'made') \g /dev/null
