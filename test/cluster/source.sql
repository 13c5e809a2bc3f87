-- On the source, as on RDS: the trails belong to the website's role; the solver's may read them.
CREATE EXTENSION postgis;
CREATE ROLE website LOGIN PASSWORD 'website';
CREATE ROLE solver LOGIN PASSWORD 's3cret of the solver';
GRANT CREATE, USAGE ON SCHEMA public TO website;
GRANT USAGE ON SCHEMA public TO solver;
SET ROLE website;
CREATE TABLE public.geom (ogc_fid serial PRIMARY KEY, name varchar, wkb_geometry geometry(Geometry, 4326));
INSERT INTO geom (name, wkb_geometry)
SELECT format('Row %s', y), ST_GeomFromText(format('LINESTRING(%s %s, %s %s)', 7, 46 + y * 0.01, 7.08, 46 + y * 0.01), 4326)
FROM generate_series(0, 5) AS y
UNION ALL
SELECT format('Column %s', x), ST_GeomFromText(format('LINESTRING(%s %s, %s %s)', 7 + x * 0.016, 45.99, 7 + x * 0.016, 46.06), 4326)
FROM generate_series(0, 5) AS x;
CREATE TABLE public.place (id bigint PRIMARY KEY, name text NOT NULL, kind text, population bigint, geom geometry(Point, 4326) NOT NULL);
INSERT INTO place VALUES (1, 'Gridville', 'town', 1200, ST_Point(7.02, 46.02, 4326));
GRANT SELECT ON geom, place TO solver;
