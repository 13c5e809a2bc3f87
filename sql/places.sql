-- find_place: by likeness, population, distance.
SET client_min_messages = warning;
SELECT loopgenie._create_network('towns');
INSERT INTO towns.place VALUES
  (1, 'Andorra la Vella', 'town', 24678, ST_Point(1.5212, 42.5069, 4326)),
  (2, 'les Escaldes', 'town', NULL, ST_Point(1.5404, 42.5090, 4326)),
  (3, 'Escàs', 'hamlet', NULL, ST_Point(1.5090, 42.5469, 4326)),
  (4, 'Santa Coloma', 'village', 2900, ST_Point(1.4970, 42.4950, 4326)),
  (5, 'Santa Coloma', 'village', 2900, ST_Point(7.4970, 46.4950, 4326));
SELECT loopgenie._finish_network('towns', 'made');
SELECT name FROM find_place('andorra', network => 'towns');
-- A database without the extensions says what to do.
\set VERBOSITY default
CREATE EXTENSION pg_trgm;
CREATE EXTENSION unaccent;
SELECT name FROM find_place('Andorra la Vella', network => 'towns');
SELECT name FROM find_place('andora la vela', network => 'towns');
SELECT name FROM find_place('escaldes', network => 'towns', max_places => 1);
SELECT name FROM find_place('escladas', network => 'towns', max_places => 1);
SELECT name FROM find_place('ESCAS', network => 'towns', max_places => 1);
SELECT name, round(lat::numeric, 3) AS lat, round(distance_km::numeric) AS km FROM find_place('santa coloma', 46.5, 7.5, network => 'towns');
-- A row that comes twice is one place; one that is not in degrees is refused.
ALTER TABLE towns.place DROP CONSTRAINT place_pkey, ALTER geom TYPE geometry;
INSERT INTO towns.place SELECT * FROM towns.place;
INSERT INTO towns.place SELECT 5, 'Santa Coloma de Gramenet', kind, population, geom FROM towns.place WHERE id = 5;
SELECT name, round(lat::numeric, 1) AS lat FROM find_place('santa coloma', network => 'towns');
BEGIN;
UPDATE towns.place SET geom = ST_Transform(geom, 3857) WHERE id = 4;
SELECT * FROM find_place('santa coloma', network => 'towns');
ROLLBACK;
SELECT count(*) FROM find_place('xyzzy', network => 'towns');
SELECT * FROM find_place('', network => 'towns');
SELECT * FROM find_place('x', 42, network => 'towns');
SELECT * FROM find_place('x', max_places => 0, network => 'towns');
SELECT * FROM find_place('x', network => 'nowhere');
DROP SCHEMA towns CASCADE;
DROP EXTENSION pg_trgm;
DROP EXTENSION unaccent;
