-- Whoever may create functions in public has none of them run by who installs, builds or plans.
\set VERBOSITY terse
SET client_min_messages = warning;
CREATE ROLE loopgenie_foe;
CREATE SCHEMA foe AUTHORIZATION loopgenie_foe;
GRANT CREATE ON SCHEMA public TO loopgenie_foe;
CREATE TABLE caught_trails (name text, geom geometry);
INSERT INTO caught_trails SELECT 'Trail ' || i, ST_GeomFromText(format('LINESTRING(7.0%s 46, 7.0%1$s 46.02)', i), 4326) FROM generate_series(1, 4) AS i;
INSERT INTO caught_trails SELECT 'Way ' || i, ST_GeomFromText(format('LINESTRING(7.005 46.00%s, 7.045 46.00%1$s)', i), 4326) FROM generate_series(1, 4) AS i;
INSERT INTO caught_trails SELECT 'High ' || i, ST_GeomFromText(format('LINESTRING Z (7.0%s 46.03 1000, 7.0%1$s 46.04 1400, 7.05 46.04 1500, 7.0%1$s 46.03 1000)', i), 4326) FROM generate_series(1, 3) AS i;
INSERT INTO caught_trails VALUES ('Spur', 'SRID=4326;LINESTRING(7.0101 46.015, 7.02 46.0151)'), ('Ring', 'SRID=4326;MULTILINESTRING((7.03 46.01, 7.031 46.02, 7.032 46.01, 7.03 46.01))');
CREATE TABLE caught_heads AS SELECT 'Car park' AS name, 'parking' AS kind, ST_SetSRID(ST_MakePoint(7.01, 46), 4326) AS geom;

-- A trap for every function that ours call by a name: the same, but for arguments that are nearer to what a careless call has.
CREATE FUNCTION foe.lay_trap(name text, args text[], result text) RETURNS integer LANGUAGE plpgsql
SET search_path = pg_catalog, foe, public AS $$
BEGIN
  EXECUTE format('CREATE FUNCTION public.%I(%s) RETURNS %s LANGUAGE plpgsql IMMUTABLE AS %L', name, array_to_string(args, ', '), result,
    format('BEGIN RAISE EXCEPTION %L, current_user; END', format('trapped by %s(%s) as %%', name, array_to_string(args, ', '))));
  RETURN 1;
EXCEPTION WHEN OTHERS THEN
  RETURN 0;
END $$;
CREATE FUNCTION foe.nearer(args text[], kind text, defaults integer) RETURNS text[] LANGUAGE sql
SET search_path = pg_catalog, foe AS $$
  SELECT array_agg(CASE
    WHEN kind IN ('numeric', 'integer') AND a = 'double precision' THEN kind
    WHEN kind = 'geometry' AND a IN ('box2d', 'box3d') THEN 'geometry'
    WHEN a IN ('anyelement', 'anynonarray', 'anycompatible', '"any"') THEN kind
    WHEN a IN ('anyarray', 'anycompatiblearray') THEN kind || '[]' ELSE a END ORDER BY i)
  FROM unnest(args) WITH ORDINALITY AS t(a, i) WHERE i <= cardinality(args) - defaults $$;
GRANT USAGE ON SCHEMA foe TO PUBLIC;
CREATE TABLE foe.called AS
  SELECT DISTINCT p.oid, p.proname, p.pronargdefaults, format_type(p.prorettype, NULL) AS result,
    ARRAY(SELECT format_type(t, NULL) FROM unnest(p.proargtypes) WITH ORDINALITY AS a(t, i) ORDER BY i) AS args
  FROM pg_proc own, regexp_matches(pg_get_functiondef(own.oid), '(\w+)\(', 'g') AS call(name), pg_proc p
  WHERE own.pronamespace = 'loopgenie'::regnamespace AND own.prokind = 'f' AND p.proname = lower(call.name[1]) AND p.prokind = 'f'
    AND p.pronamespace IN ('public'::regnamespace, 'pg_catalog'::regnamespace);
GRANT SELECT ON foe.called TO loopgenie_foe;
SET ROLE loopgenie_foe;
DO $$
DECLARE
  op record;
BEGIN
  FOR op IN SELECT o, l, r FROM unnest('{=,<>,@>,<@,&&,||}'::text[]) AS o, unnest('{name[],text[],bigint[],integer[]}'::text[]) AS l,
              LATERAL (SELECT l AS r) AS same
            UNION ALL SELECT o, l, r FROM unnest('{=,<>,<,>,<=,>=,+,-,*,/}'::text[]) AS o, unnest('{double precision,numeric,integer}'::text[]) AS l,
              unnest('{double precision,numeric,integer}'::text[]) AS r
            UNION ALL SELECT '||', 'text', r FROM unnest('{name,bigint,integer,double precision,name[]}'::text[]) AS r LOOP
    BEGIN
      EXECUTE format('CREATE FUNCTION public.trap_op(%s, %s) RETURNS boolean LANGUAGE plpgsql AS %L', op.l, op.r,
        'BEGIN RAISE EXCEPTION ''trapped by an operator as %'', current_user; END');
    EXCEPTION WHEN duplicate_function THEN NULL;
    END;
    EXECUTE format('CREATE OPERATOR public.%s (LEFTARG = %s, RIGHTARG = %s, FUNCTION = public.trap_op)', op.o, op.l, op.r);
  END LOOP;
END $$;
SELECT sum(foe.lay_trap(proname, foe.nearer(args, kind, CASE WHEN shorter THEN pronargdefaults ELSE 0 END),
    CASE WHEN result ~ '^any' THEN kind ELSE result END)) > 50 AS many
FROM foe.called, unnest('{numeric,integer,geometry,bigint,text,name}'::text[]) AS kind, unnest('{t,f}'::boolean[]) AS shorter;
CREATE FUNCTION foe.step(bigint, bigint) RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'trapped as %', current_user; END $$;
CREATE AGGREGATE public.array_agg(bigint) (SFUNC = foe.step, STYPE = bigint, INITCOND = '42');
RESET ROLE;
-- Installed, built, built again, looked at, planned on.
BEGIN;
DROP EXTENSION loopgenie CASCADE;
CREATE EXTENSION loopgenie;
SELECT edges, trailheads FROM loopgenie.build_network('caught_trails', network => 'caught_net', trailheads => 'caught_heads');
SELECT edges, trailheads FROM loopgenie.build_network('caught_trails', network => 'caught_net');
SELECT edges, components, trailheads FROM loopgenie.network_stats('caught_net');
SELECT l.shape, count(legs) > 2 AS legs, min(length(loop_gpx(l))) > 100 AS gpx
FROM plan_loop(46, 7.01, 10, 3, network => 'caught_net') AS l, loop_legs(l, 'caught_net') AS legs GROUP BY l.shape;
SELECT count(*) > 2 AS reached FROM reachable_trailheads(46, 7.01, 5, 'caught_net');
CREATE SCHEMA caught_pulled;
CREATE VIEW caught_pulled.trails AS TABLE caught_trails;
SELECT length(loopgenie._fingerprint('caught_pulled')) > 10 AS fingerprint;
ROLLBACK;
-- pgRouting's own helper takes any array: one for bigint would be called for it.
SET ROLE loopgenie_foe;
CREATE FUNCTION public._pgr_drivingdistance(text, bigint[], double precision, boolean, boolean) RETURNS SETOF record LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'trapped as %', current_user; END $$;
RESET ROLE;
SELECT FROM loopgenie.build_network('caught_trails', network => 'caught_net');
DROP FUNCTION public._pgr_drivingdistance(text, bigint[], double precision, boolean, boolean);
-- Nor does a cast run that another role made for the names of its table.
SET ROLE loopgenie_foe;
CREATE TYPE foe.label AS (t text);
CREATE FUNCTION foe.spill(foe.label) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'cast as %', current_user; END $$;
CREATE CAST (foe.label AS text) WITH FUNCTION foe.spill(foe.label);
CREATE TABLE foe.trails (name foe.label, geom public.geometry);
INSERT INTO foe.trails VALUES (ROW('Ring')::foe.label, 'SRID=4326;LINESTRING(7 46, 7.01 46, 7.01 46.01, 7 46)');
RESET ROLE;
SELECT edges FROM loopgenie.build_network('foe.trails', network => 'caught_net');
SELECT name FROM caught_net.edge;
DROP SCHEMA caught_net CASCADE;
DROP TABLE caught_trails, caught_heads;
DROP OWNED BY loopgenie_foe CASCADE;
DROP SCHEMA IF EXISTS foe CASCADE;
DROP ROLE loopgenie_foe;
