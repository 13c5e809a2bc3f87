SET client_min_messages = warning;
CREATE TABLE dump_trails AS
SELECT 'Trail ' || i AS name, ST_MakeLine(ST_Point(7 + i * 0.001, 46, 4326), ST_Point(7 + (i * 7 % 20) * 0.001, 46.02, 4326)) AS geom
FROM generate_series(0, 19) AS i;
SELECT FROM loopgenie.build_network('dump_trails', network => 'dumped');
