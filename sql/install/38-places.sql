-- Places by name, for those who know where they are but not its coordinates.

CREATE OR REPLACE FUNCTION @extschema@.find_place(
  q text,
  near_lat double precision DEFAULT NULL,
  near_lon double precision DEFAULT NULL,
  max_places integer DEFAULT 10,
  network text DEFAULT NULL,
  OUT name text, OUT kind text, OUT population bigint,
  OUT lat double precision, OUT lon double precision,
  OUT distance_km double precision, OUT similarity double precision
) RETURNS SETOF record
LANGUAGE plpgsql STABLE PARALLEL SAFE COST 10000 ROWS 10
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  network_name text := loopgenie.asked_network(network);
  matching name;
  unaccenting name;
BEGIN
  IF q IS NULL OR pg_catalog.btrim(q) = '' THEN
    RAISE EXCEPTION 'no name of a place given'
      USING ERRCODE = '22023', HINT = 'Give at least some letters of it: find_place(''andorra'').';
  ELSIF (near_lat IS NULL) <> (near_lon IS NULL) OR NOT coalesce(near_lat BETWEEN -90 AND 90 AND near_lon BETWEEN -180 AND 180, true) THEN
    RAISE EXCEPTION 'near_lat and near_lon are no place'
      USING ERRCODE = '22023', HINT = 'Give both in degrees, -90 to 90 and -180 to 180, or neither.';
  ELSIF max_places IS NULL OR NOT max_places BETWEEN 1 AND 100 THEN
    RAISE EXCEPTION 'max_places is %, outside 1 to 100', coalesce(max_places::text, 'null')
      USING ERRCODE = '22023', HINT = 'Ask for 1 to 100 places.';
  END IF;
  PERFORM loopgenie.require_network(network_name);
  IF pg_catalog.to_regclass(pg_catalog.format('%I.place', network_name)) IS NULL THEN
    RETURN;
  END IF;
  SELECT max(n.nspname) FILTER (WHERE e.extname = 'pg_trgm'), max(n.nspname) FILTER (WHERE e.extname = 'unaccent')
  INTO matching, unaccenting
  FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace;
  IF matching IS NULL OR unaccenting IS NULL THEN
    RAISE EXCEPTION 'places are found by the extensions pg_trgm and unaccent, which this database lacks'
      USING ERRCODE = '0A000', HINT = 'Run: CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent;';
  END IF;
  -- A tenfold population, or a distance halved beyond the first 10 km, counts as much as a twentieth of the likeness.
  RETURN QUERY EXECUTE pg_catalog.format($sql$
    SELECT m.name, m.kind, m.population, m.lat, m.lon, m.km, m.likeness
    FROM (SELECT DISTINCT p.name::text, p.kind::text, p.population::bigint, loopgenie.latitude(p.geom) AS lat,
            loopgenie.longitude(p.geom) AS lon, loopgenie.geodesic_m($2, $3, p.geom) / 1000 AS km,
            greatest(%2$I.similarity(t.plain, t.asked), 0.95 * %2$I.word_similarity(t.asked, t.plain))::float8 AS likeness
          FROM %1$I.place p,
            LATERAL (SELECT lower(%3$I.unaccent(p.name)) AS plain, lower(%3$I.unaccent($1)) AS asked) AS t) AS m
    WHERE likeness >= 0.3
    ORDER BY likeness + 0.05 * log(greatest(coalesce(population, CASE kind WHEN 'city' THEN 100000 WHEN 'town' THEN 10000
        WHEN 'village' THEN 1000 ELSE 100 END), 1)::float8) - 0.05 * coalesce(log((1 + km / 10)::numeric)::float8 / log(2.0)::float8, 0) DESC,
      name, lat, lon, kind
    LIMIT $4 $sql$, network_name, matching, unaccenting)
  USING q, near_lat, near_lon, max_places;
END $$;
COMMENT ON FUNCTION @extschema@.find_place(text, double precision, double precision, integer, text) IS
'Finds places of a network by name, forgiving typos and missing accents, best match first.
q: the name, or part of it. near_lat, near_lon (degrees): prefer places near there; with them distance_km is given.
max_places: 1 to 100. network: by default the setting loopgenie.network. similarity: 0 to 1; below 0.3 is left out.
Ranked by likeness, then population, then distance. Networks without places return no row.
Errors: 22023 bad argument; 42P01 no such network; 0A000 the extensions pg_trgm and unaccent are missing.
Example: SELECT name, lat, lon FROM find_place(''andorra la vela'')';
