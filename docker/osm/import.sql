-- From the rows that osm2pgsql left in the schema :staging to the network :network, in one transaction.
-- Run by import.sh, which has already filled :staging and checked the extensions. The steps hand over to each other
-- by temporary tables.
\set QUIET on
\set ON_ERROR_STOP on
SET client_min_messages = notice;
\pset format unaligned
\pset tuples_only on
BEGIN;
SELECT 'loopgenie_build_' || pg_backend_pid() AS building,
       string_agg(DISTINCT quote_ident(nspname), ', ') AS extension_schemas
FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace
WHERE extname IN ('postgis', 'pgrouting', 'loopgenie') \gset
SET LOCAL search_path = :"staging", :extension_schemas;
SET LOCAL jit = off;
SET LOCAL work_mem = '128MB';

SELECT loopgenie._claim_network(:'network');
\ir 10-ways.sql
\ir 11-torn_ways.sql
\ir 12-danger_areas.sql
\ir 13-barriers.sql
\ir 14-connectors.sql
\ir 16-parts.sql
\ir 20-trailheads.sql
\ir 25-camps.sql
\ir 30-cut.sql
SELECT loopgenie._create_network(:'building');
\ir 40-store.sql
\ir 45-closures.sql
\if :has_dem
\ir 50-elevation.sql
\endif
SELECT loopgenie._finish_network(:'building', :'source');
SELECT loopgenie._swap_network(:'building', :'network');
COMMIT;

\pset tuples_only off
\pset format aligned
SELECT coalesce(kind, 'all') AS kind, count(*) AS edges, round((sum(length_m) / 1000)::numeric, 1) AS km,
       round((sum(length_m * appeal) / sum(length_m))::numeric, 2) AS appeal
FROM :"network".edge GROUP BY ROLLUP (kind) ORDER BY sum(length_m) DESC;
SELECT kind AS trailheads, count(*) FROM :"network".trailhead GROUP BY kind ORDER BY 2 DESC, 1;
