-- What was planned ahead, over HTTP: a list to browse.

CREATE OR REPLACE FUNCTION api.loops_near(
  lat double precision DEFAULT NULL, lon double precision DEFAULT NULL, drive_km double precision DEFAULT NULL,
  min_mi double precision DEFAULT NULL, max_mi double precision DEFAULT NULL, loops integer DEFAULT 20, network text DEFAULT NULL, format text DEFAULT NULL,
  max_ascent_m double precision DEFAULT NULL, max_difficulty integer DEFAULT NULL, start_kinds text[] DEFAULT NULL, simplify_m double precision DEFAULT NULL,
  min_hours double precision DEFAULT NULL, max_hours double precision DEFAULT NULL, days integer DEFAULT 1) RETURNS api."*/*"
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET statement_timeout = '10s' AS $$
DECLARE
  metres_of_a_degree CONSTANT double precision := 111195;
  asked_network text := api_internal.asked_network(network);
  version text := api_internal.network_version(asked_network);
  wanted text;
  found @extschema@.planned_loop[];
  hint text;
BEGIN
  wanted := api_internal.wanted_format(format, ARRAY['json', 'geojson']);
  SELECT array_agg(l ORDER BY l.rank) INTO found
  FROM @extschema@.loops_near(lat, lon, drive_km, min_mi, max_mi, loops, asked_network, max_ascent_m, max_difficulty, start_kinds, min_hours, max_hours, days) AS l;
  -- The atlas grows while the network's version stays: the tag is of the answer.
  IF api_internal.is_fresh(version, concat_ws(' ', 'near', wanted, simplify_m, md5(found::text))) THEN
    RETURN '';
  ELSIF simplify_m > 0 THEN
    -- To be drawn, not walked: nodes and edges are left out as well.
    SELECT array_agg(json_populate_record(l, json_build_object('nodes', '{}', 'edges', '{}',
      'geom', postgis.ST_AsGeoJSON(postgis.ST_Simplify(postgis.ST_Force2D(l.geom), simplify_m / metres_of_a_degree, true), 6, 8)::json)) ORDER BY l.rank) INTO found FROM unnest(found) AS l;
  END IF;
  IF wanted = 'geojson' THEN
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
COMMENT ON FUNCTION api.loops_near(double precision, double precision, double precision, double precision, double precision, integer, text, text, double precision, integer, text[], double precision, double precision, double precision, integer) IS
'Lists the loops that were planned ahead and start within a drive of a place, best first: a list to browse, without a search.
lat, lon: the place, in degrees. drive_km: over 0 up to 1,000. min_mi, max_mi: of the lengths that loops were planned for; or min_hours, max_hours: of the hours. days: only hikes of so many days, by default 1. loops: 1 to 100, by default 20; none shares more than 60 % of its length with a better one.
max_ascent_m: metres of ascent at most. max_difficulty: 1 to 6 on the SAC hiking scale. start_kinds: only trailheads of these kinds, as {parking,trailhead}. simplify_m: lines that keep to so many metres, without nodes and edges: a tenth of the answer, to be drawn; loop_ahead has the whole of one.
Answers application/json or application/geo+json (a feature a loop), an empty collection where there is none; 404 where nothing was planned ahead.';

CREATE OR REPLACE FUNCTION api_internal.atlas_loop(lat double precision, lon double precision, hike_mi double precision, network text) RETURNS @extschema@.planned_loop
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  near_m CONSTANT double precision := 20;
  near_mi CONSTANT double precision := 0.05;
  stored @extschema@.planned_loop;
BEGIN
  EXECUTE format($sql$
    SELECT 1, a.score, a.bound, a.proven, a.shape, a.trailhead_id, a.trailhead, a.drive_km, a.hike_mi, a.repeat_mi, a.ascent_m, a.trails, a.nodes, a.edges,
      a.geom, a.trailhead_kind, a.hours, a.difficulty, a.beside_mi, a.nights, a.camps
    FROM %I.atlas a
    WHERE a.geom OPERATOR(postgis.&&) postgis.ST_Expand(postgis.ST_Point($2, $1, 4326), 0.001)
      AND loopgenie.geodesic_m($1, $2, postgis.ST_StartPoint(a.geom)) <= $4 AND abs(a.hike_mi - $3) <= $5
    ORDER BY abs(a.hike_mi - $3), a.nights IS NOT NULL, a.rank, a.trailhead_id, a.asked_mi LIMIT 1
  $sql$, network) INTO stored USING lat, lon, hike_mi, near_m, near_mi;
  RETURN stored;
END $$;
COMMENT ON FUNCTION api_internal.atlas_loop(double precision, double precision, double precision, text) IS
'The loop of the atlas that starts at a place and is so long, to 20 m and a twentieth of a mile; null where there is none.';

CREATE OR REPLACE FUNCTION api.loop_ahead(lat double precision DEFAULT NULL, lon double precision DEFAULT NULL, hike_mi double precision DEFAULT NULL,
  network text DEFAULT NULL, format text DEFAULT NULL) RETURNS api."*/*"
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET statement_timeout = '5s' AS $$
DECLARE
  asked_network text := api_internal.asked_network(network);
  version text := api_internal.network_version(asked_network);
  wanted text;
  found @extschema@.planned_loop;
  loops @extschema@.planned_loop[];
  reason jsonb;
  hint text;
BEGIN
  wanted := api_internal.wanted_format(format, ARRAY['json', 'geojson', 'gpx']);
  IF lat IS NULL OR lon IS NULL OR hike_mi IS NULL THEN
    RAISE EXCEPTION 'lat, lon and hike_mi must be given' USING ERRCODE = '22023', HINT = 'Give the start and the length of a loop that loops_near lists.';
  END IF;
  found := api_internal.atlas_loop(lat, lon, hike_mi, asked_network);
  IF api_internal.is_fresh(version, concat_ws(' ', 'ahead', wanted, api_internal.closures_digest(asked_network), md5(found::text))) THEN
    RETURN '';
  ELSIF found.rank IS NOT NULL THEN
    loops := ARRAY[found];
  ELSE
    reason := jsonb_build_object('code', 'not_ahead', 'message', 'No loop of that length was planned ahead from there.');
  END IF;
  IF wanted = 'gpx' AND reason IS NOT NULL THEN
    RAISE SQLSTATE 'PT404' USING MESSAGE = 'no loop of that length was planned ahead from there', HINT = 'Give the start and the length of a loop that loops_near lists.';
  END IF;
  RETURN CASE wanted WHEN 'gpx' THEN api_internal.answer_gpx(found, asked_network)
    WHEN 'geojson' THEN api_internal.answer('application/geo+json; charset=utf-8', convert_to(api_internal.loops_as_geojson(loops, reason)::text, 'UTF8'))
    ELSE api_internal.answer_json(api_internal.loops_as_json(loops, asked_network, reason)) END;
EXCEPTION WHEN undefined_table THEN
  RAISE SQLSTATE 'PT404' USING MESSAGE = 'this network has no atlas', HINT = 'Ask plan_loop; its operator makes an atlas with loopgenie.build_atlas.';
WHEN query_canceled OR OTHERS THEN
  GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
  PERFORM api_internal.raise_for_web(SQLSTATE, SQLERRM, hint);
END $$;
COMMENT ON FUNCTION api.loop_ahead(double precision, double precision, double precision, text, text) IS
'Answers one of the loops that were planned ahead, whole: the one that starts at a place and is so long.
lat, lon: where it starts, in degrees, to 20 m. hike_mi: its length, to a twentieth of a mile. Both as loops_near tells them: the first point of the line, and hike_mi.
Answers application/json, application/geo+json or application/gpx+xml as plan_loop does; where there is none such the collection is empty and reason says so, and GPX is 404; 404 where nothing was planned ahead.';
