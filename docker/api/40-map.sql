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

CREATE OR REPLACE FUNCTION api_internal.difficulty_of(network text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
RETURN CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = to_regclass(format('%I.edge', network)) AND attname = 'difficulty' AND NOT attisdropped)
  THEN 'e.difficulty' ELSE 'NULL::integer' END;
COMMENT ON FUNCTION api_internal.difficulty_of(text) IS 'How a query of edges e names their difficulty: networks made by hand may lack it.';

CREATE OR REPLACE FUNCTION api.tile(z integer DEFAULT NULL, x integer DEFAULT NULL, y integer DEFAULT NULL,
  network text DEFAULT NULL, version text DEFAULT NULL) RETURNS api."*/*"
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET statement_timeout = '5s' AS $$
DECLARE
  asked_network text := api_internal.asked_network(network);
  world CONSTANT postgis.geometry := postgis.ST_MakeEnvelope(-20037508.342789244::float8, -20037508.342789244::float8,
    20037508.342789244::float8, 20037508.342789244::float8, 3857);
  frame postgis.geometry;
  mvt bytea;
  hint text;
BEGIN
  IF z IS NULL OR z NOT BETWEEN 0 AND 18 OR x IS NULL OR y IS NULL
     OR x NOT BETWEEN 0 AND (1 << z) - 1 OR y NOT BETWEEN 0 AND (1 << z) - 1 THEN
    RAISE EXCEPTION 'there is no tile %/%/%', z, x, y
      USING ERRCODE = '22023', HINT = 'z is 0 to 18; x and y are 0 to 2^z - 1.';
  ELSIF api_internal.is_fresh(api_internal.network_version(asked_network), concat_ws(' ', 'tile', z, x, y, asked_network), version) THEN
    RETURN '';
  END IF;
  frame := postgis.ST_TileEnvelope(z, x, y, world, 0::float8);
  -- A tile is shown 512 pixels wide. Lines keep to half a pixel; a trail shorter than an eighth of one is left out: at small
  -- scales that is most of them.
  EXECUTE format($sql$
    WITH box AS (SELECT postgis.ST_Transform(postgis.ST_Expand($1, (postgis.ST_XMax($1::postgis.box3d) - postgis.ST_XMin($1::postgis.box3d)) / 64), 4326) AS geom)
    SELECT coalesce((SELECT postgis.ST_AsMVT(t, 'trails', 4096, 'geom', 'id') FROM (
        SELECT e.id, e.name, e.kind, round(e.appeal::numeric, 2)::float8 AS appeal, %3$s AS difficulty,
          postgis.ST_AsMVTGeom(postgis.ST_Simplify(postgis.ST_Transform(postgis.ST_Force2D(e.geom), 3857), (postgis.ST_XMax($1::postgis.box3d) - postgis.ST_XMin($1::postgis.box3d)) / 1024, true),
            $1::postgis.box2d, 4096, 256, true) AS geom
        FROM %1$I.edge e, box WHERE e.geom OPERATOR(postgis.&&) box.geom AND e.length_m > 20000 / (1 << $2)) AS t), '')
      || coalesce((SELECT postgis.ST_AsMVT(t, 'trailheads', 4096, 'geom', 'id') FROM (
        SELECT h.id, h.name, h.kind, postgis.ST_AsMVTGeom(postgis.ST_Transform(postgis.ST_Force2D(h.geom), 3857), $1::postgis.box2d, 4096, 256, true) AS geom
        FROM %1$I.trailhead h, box WHERE $2 >= 9 AND h.geom OPERATOR(postgis.&&) box.geom) AS t), '')
      || %2$s
  $sql$, asked_network, loopgenie.figure_of(asked_network, 'camp', $camps$coalesce((SELECT postgis.ST_AsMVT(t, 'camps', 4096, 'geom', 'id') FROM (
        SELECT c.id, c.name, c.kind,
          postgis.ST_AsMVTGeom(postgis.ST_Transform(postgis.ST_Force2D(c.geom), 3857), $1::postgis.box2d, 4096, 256, true) AS geom
        FROM %I.camp c, box WHERE $2 >= 10 AND c.geom OPERATOR(postgis.&&) box.geom) AS t), '')$camps$, ''''''),
    api_internal.difficulty_of(asked_network)) INTO mvt USING frame, z;
  RETURN api_internal.answer('application/vnd.mapbox-vector-tile', mvt);
EXCEPTION WHEN query_canceled OR OTHERS THEN
  GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
  PERFORM api_internal.raise_for_web(SQLSTATE, SQLERRM, hint);
END $$;
COMMENT ON FUNCTION api.tile(integer, integer, integer, text, text) IS
'Draws a Mapbox vector tile: layers trails (name, kind, appeal, difficulty), trailheads and camps.
version: of the network, as health says it; with it the tile may be kept for ever.';

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
