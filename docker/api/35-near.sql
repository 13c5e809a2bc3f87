-- What was planned ahead, over HTTP: a list to browse.

CREATE OR REPLACE FUNCTION api.loops_near(
  lat double precision DEFAULT NULL, lon double precision DEFAULT NULL, drive_km double precision DEFAULT NULL,
  min_mi double precision DEFAULT NULL, max_mi double precision DEFAULT NULL, loops integer DEFAULT 20, network text DEFAULT NULL, format text DEFAULT NULL,
  max_ascent_m double precision DEFAULT NULL, max_difficulty integer DEFAULT NULL, start_kinds text[] DEFAULT NULL) RETURNS api."*/*"
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET statement_timeout = '10s' AS $$
DECLARE
  asked_network text := api_internal.asked_network(network);
  version text := api_internal.network_version(asked_network);
  wanted text;
  found @extschema@.planned_loop[];
  hint text;
BEGIN
  wanted := api_internal.wanted_format(format, ARRAY['json', 'geojson']);
  SELECT array_agg(l ORDER BY l.rank) INTO found
  FROM @extschema@.loops_near(lat, lon, drive_km, min_mi, max_mi, loops, asked_network, max_ascent_m, max_difficulty, start_kinds) AS l;
  -- The atlas grows while the network's version stays: the tag is of the answer.
  IF api_internal.is_fresh(version, concat_ws(' ', 'near', wanted, md5(found::text))) THEN
    RETURN '';
  ELSIF wanted = 'geojson' THEN
    RETURN api_internal.answer('application/geo+json; charset=utf-8', convert_to(api_internal.loops_as_geojson(found, NULL)::text, 'UTF8'));
  END IF;
  RETURN api_internal.answer_json(jsonb_build_object('loops', coalesce((
      SELECT jsonb_agg(to_jsonb(l) || jsonb_build_object('geom', postgis.ST_AsGeoJSON(l.geom, 6, 8)::jsonb) ORDER BY l.rank) FROM unnest(found) AS l), '[]'),
    'attribution', '(c) OpenStreetMap contributors'));
EXCEPTION WHEN undefined_table THEN
  RAISE SQLSTATE 'PT404' USING MESSAGE = 'this network has no atlas', HINT = 'Ask plan_loop; its operator makes an atlas with loopgenie.build_atlas.';
WHEN query_canceled OR OTHERS THEN
  GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
  PERFORM api_internal.raise_for_web(SQLSTATE, SQLERRM, hint);
END $$;
COMMENT ON FUNCTION api.loops_near(double precision, double precision, double precision, double precision, double precision, integer, text, text, double precision, integer, text[]) IS
'Lists the loops that were planned ahead and start within a drive of a place, best first: a list to browse, without a search.
lat, lon: the place, in degrees. drive_km: over 0 up to 1,000. min_mi, max_mi: of the lengths that loops were planned for. loops: 1 to 100, by default 20; none shares more than 60 % of its length with a better one.
max_ascent_m: metres of ascent at most. max_difficulty: 1 to 6 on the SAC hiking scale. start_kinds: only trailheads of these kinds, as {parking,trailhead}.
Answers application/json or application/geo+json (a feature a loop), an empty collection where there is none; 404 where nothing was planned ahead.';
