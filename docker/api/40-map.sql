-- What a map page asks for besides loops.

-- Rows of a table of named points by the beginning of a word, the nearest first.
CREATE OR REPLACE FUNCTION api_internal.named(tab text, q text, near_lat double precision, near_lon double precision, most integer) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  found jsonb;
BEGIN
  EXECUTE format($sql$
    SELECT jsonb_agg(to_jsonb(p)) FROM (
      SELECT name, kind, postgis.ST_Y(geom) AS lat, postgis.ST_X(geom) AS lon, loopgenie.geodesic_m($2, $3, geom) / 1000 AS distance_km FROM %s
      WHERE starts_with(lower(name), lower($1)) OR position(' ' || lower($1) in lower(name)) > 0
      ORDER BY distance_km, starts_with(lower(name), lower($1)) DESC, name LIMIT $4) AS p $sql$, tab)
  INTO found USING q, near_lat, near_lon, most;
  RETURN coalesce(found, '[]');
END $$;
COMMENT ON FUNCTION api_internal.named(text, text, double precision, double precision, integer) IS 'Finds points of a table by the beginning of a word in their name.';

CREATE OR REPLACE FUNCTION api.find_place(q text DEFAULT NULL, near_lat double precision DEFAULT NULL,
  near_lon double precision DEFAULT NULL, max_places integer DEFAULT 10, network text DEFAULT NULL) RETURNS api."*/*"
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET statement_timeout = '5s' AS $$
DECLARE
  asked_network text := api_internal.asked_network(network);
  trailheads jsonb;
  left_over integer;
  places jsonb := '[]';
  hint text;
BEGIN
  IF coalesce(q, '') = '' THEN
    RAISE EXCEPTION 'q must not be empty' USING ERRCODE = '22023', HINT = 'Give the beginning of a name.';
  ELSIF api_internal.is_fresh(api_internal.network_version(asked_network),
       concat_ws(' ', 'place', q, near_lat, near_lon, max_places, asked_network)) THEN
    RETURN '';
  END IF;
  trailheads := api_internal.named(format('%I.trailhead', asked_network), q, near_lat, near_lon, greatest(max_places / 3, 0));
  left_over := max_places - jsonb_array_length(trailheads);
  -- The extension's search forgives typos, but needs pg_trgm and unaccent.
  IF (SELECT count(*) = 2 FROM pg_catalog.pg_extension WHERE extname IN ('pg_trgm', 'unaccent')) THEN
    SELECT coalesce(jsonb_agg(to_jsonb(p)), '[]') INTO places
    FROM @extschema@.find_place(q, near_lat, near_lon, left_over, asked_network) AS p;
  ELSIF to_regclass(format('%I.place', asked_network)) IS NOT NULL THEN
    places := api_internal.named(format('%I.place', asked_network), q, near_lat, near_lon, greatest(left_over, 0));
  END IF;
  RETURN api_internal.answer_json(places || trailheads);
EXCEPTION WHEN query_canceled OR OTHERS THEN
  GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
  PERFORM api_internal.raise_for_web(SQLSTATE, SQLERRM, hint);
END $$;
COMMENT ON FUNCTION api.find_place(text, double precision, double precision, integer, text) IS
'Finds places by name to start the drive from.
q: the beginning of a name or of a word in it. near_lat, near_lon: places near there first. max_places: 1 to 100, a third of them trailheads at most. An empty list where nothing matches.';

CREATE OR REPLACE FUNCTION api.network_stats(network text DEFAULT NULL) RETURNS api."*/*"
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET statement_timeout = '10s' AS $$
DECLARE
  asked_network text := api_internal.asked_network(network);
  stats jsonb;
  box postgis.geometry;
  hint text;
BEGIN
  IF api_internal.is_fresh(api_internal.network_version(asked_network), 'stats ' || asked_network) THEN
    RETURN '';
  END IF;
  stats := to_jsonb(loopgenie.network_stats(asked_network::name));
  EXECUTE format('SELECT postgis.ST_Extent(geom)::postgis.geometry FROM %I.trailhead', asked_network) INTO box;
  RETURN api_internal.answer_json(stats || jsonb_build_object('bbox',
    jsonb_build_array(postgis.ST_XMin(box::postgis.box3d), postgis.ST_YMin(box::postgis.box3d), postgis.ST_XMax(box::postgis.box3d), postgis.ST_YMax(box::postgis.box3d))));
EXCEPTION WHEN query_canceled OR OTHERS THEN
  GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
  PERFORM api_internal.raise_for_web(SQLSTATE, SQLERRM, hint);
END $$;
COMMENT ON FUNCTION api.network_stats(text) IS
'Says what the network holds: kilometres of trail, trailheads with a loop, age, source, bbox of the trailheads.';

CREATE OR REPLACE FUNCTION api.region(network text DEFAULT NULL) RETURNS api."*/*"
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET statement_timeout = '5s' AS $$
DECLARE
  asked_network text := api_internal.asked_network(network);
  version text := api_internal.network_version(asked_network);
  has_atlas CONSTANT boolean := to_regclass(format('%I.atlas', asked_network)) IS NOT NULL;
  box postgis.box3d;
  hint text;
BEGIN
  IF api_internal.is_fresh(version, concat_ws(' ', 'region', has_atlas, asked_network)) THEN
    RETURN '';
  END IF;
  EXECUTE format('SELECT postgis.ST_Extent(geom)::postgis.box3d FROM %I.trailhead', asked_network) INTO box;
  RETURN api_internal.answer_json(jsonb_build_object('version', version, 'atlas', has_atlas,
    'bbox', jsonb_build_array(postgis.ST_XMin(box), postgis.ST_YMin(box), postgis.ST_XMax(box), postgis.ST_YMax(box))));
EXCEPTION WHEN query_canceled OR OTHERS THEN
  GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
  PERFORM api_internal.raise_for_web(SQLSTATE, SQLERRM, hint);
END $$;
COMMENT ON FUNCTION api.region(text) IS
'Says at once what a map page begins with: the network''s version, the bbox of its trailheads, and whether it has an atlas of loops planned ahead.';

CREATE OR REPLACE FUNCTION api.health() RETURNS api."*/*"
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET statement_timeout = '2s' AS $$
DECLARE
  asked_network text := api_internal.asked_network(NULL);
  version text;
  loaded boolean;
  stats jsonb;
BEGIN
  version := api_internal.network_version(asked_network);
  EXECUTE format('SELECT EXISTS (SELECT FROM %I.edge) AND EXISTS (SELECT FROM %1$I.trailhead)', asked_network) INTO loaded;
  IF NOT loaded THEN
    RAISE SQLSTATE 'PT404';
  END IF;
  PERFORM set_config('response.headers', '[{"Cache-Control": "no-store"}]', true);
  EXECUTE format('SELECT jsonb_build_object(''built_at'', max(built_at), ''source'', max(source),
    ''age_s'', round(date_part(''epoch'', now() - max(built_at)))) FROM %I.info', asked_network) INTO stats;
  SELECT stats || jsonb_build_object('synced_at', s.checked_at, 'last_error', s.last_error) INTO stats FROM loopgenie.sync_of(asked_network) AS s;
  RETURN api_internal.answer_json(jsonb_build_object('status', 'ok', 'network', asked_network, 'version', version) || stats);
EXCEPTION WHEN query_canceled OR OTHERS THEN
  RAISE SQLSTATE 'PT503' USING MESSAGE = 'no network is loaded, or none that can be read',
    HINT = 'Build one with loopgenie.build_network and publish it.';
END $$;
COMMENT ON FUNCTION api.health() IS 'Answers 200 when a network is loaded, with its source, its age in seconds and the last error of a refresh, else 503.';
