-- A change of any value of any type changes what a refresh compares.
SET client_min_messages = warning;
CREATE TYPE fp_mood AS ENUM ('sad', 'happy');
CREATE TABLE fp_source (geom geometry(LineString, 4326), "a text" text, short varchar(9), padded char(5), flag boolean, small smallint, whole integer,
  big bigint, single real, double float8, exact numeric, day date, clock time, at_local timestamp, at_instant timestamptz, lasting interval,
  id uuid, list integer[], doc jsonb, plain json, address inet, mood fp_mood);
INSERT INTO fp_source (geom) VALUES ('SRID=4326;LINESTRING(0 0, 1 1)');
CREATE SCHEMA fp_pulled;
CREATE VIEW fp_pulled.trails AS TABLE fp_source;
CREATE FUNCTION fp_changes(col text, before text, after text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  prints text[];
  value text;
BEGIN
  FOREACH value IN ARRAY ARRAY[before, after] LOOP
    EXECUTE format('UPDATE fp_source SET %I = %L', col, value);
    prints := prints || loopgenie._fingerprint('fp_pulled');
  END LOOP;
  RETURN prints[1] <> prints[2];
END $$;
SELECT col, fp_changes(col, a, b) AS noticed FROM (VALUES
  ('geom', 'SRID=4326;LINESTRING(0 0, 1 1)', 'SRID=4326;LINESTRING(0 0, 1 2)'), ('a text', 'x', 'y'), ('short', 'x', 'y'), ('padded', 'x', 'y'),
  ('flag', 't', 'f'), ('small', '1', '2'), ('whole', '1', '2'), ('big', '1', '2'), ('single', '1', '2'), ('double', '1', '2'),
  ('exact', '1.0', '1.1'), ('day', '2024-01-01', '2024-01-02'), ('day', '2024-01-01', 'infinity'), ('clock', '12:00', '12:01'),
  ('at_local', '2024-01-01 12:00', '2024-01-01 12:01'), ('at_instant', '2024-01-01 12:00+00', 'infinity'), ('lasting', '1 day', '2 days'),
  ('id', '11111111-1111-1111-1111-111111111111', '11111111-1111-1111-1111-111111111112'), ('list', '{1,2}', '{2,1}'), ('doc', '{"a": 1}', '{"a": 2}'),
  ('plain', '1', '2'), ('address', '10.0.0.1', '10.0.0.2'), ('mood', 'sad', 'happy'), ('exact', NULL, '0')) AS change(col, a, b);
DROP SCHEMA fp_pulled CASCADE;
DROP TABLE fp_source;
DROP TYPE fp_mood;
DROP FUNCTION fp_changes;
