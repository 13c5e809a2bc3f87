-- Planning over HTTP.

-- Asks again where nothing was found: for the nearest trailhead, or for a loop of another length.
CREATE OR REPLACE FUNCTION api_internal.why_nothing(
  lat double precision, lon double precision, drive_km double precision, hike_mi double precision, hike_hours double precision, pace double precision,
  max_repeat double precision, network text, max_ascent_m double precision, avoid_roads boolean,
  days integer, via postgis.geometry, avoid postgis.geometry, on_date date, max_difficulty integer, start_kinds text[]) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  limits CONSTANT text := CASE WHEN max_ascent_m IS NOT NULL THEN format(' with at most %s m of ascent', max_ascent_m) ELSE '' END
    || CASE WHEN max_difficulty IS NOT NULL THEN format(' of at most difficulty %s', max_difficulty) ELSE '' END
    || CASE WHEN avoid_roads THEN ' without roads' ELSE '' END;
  unit CONSTANT text := CASE WHEN hike_hours IS NULL THEN 'miles' ELSE 'hours' END;
  reach CONSTANT text := CASE WHEN hike_hours IS NULL THEN 'loop_in_reach_mi' ELSE 'loop_in_reach_hours' END;
  asked CONSTANT double precision := coalesce(hike_hours, hike_mi);
  nearest record;
  factor double precision;
  other double precision;
BEGIN
  IF NOT EXISTS (SELECT FROM @extschema@.reachable_trailheads(lat, lon, drive_km, network)) THEN
    SELECT t.name, t.drive_km INTO nearest FROM @extschema@.reachable_trailheads(lat, lon, 1000, network) AS t LIMIT 1;
    RETURN jsonb_build_object('code', 'no_trailhead',
      'message', CASE WHEN FOUND
        THEN format('No trailhead within %s km of driving; the nearest is %s km away.', drive_km, round(nearest.drive_km::numeric, 1))
        ELSE 'No road leads from there to any trailhead within 1,000 km.' END,
      'nearest_trailhead', nearest.name, 'nearest_trailhead_km', nearest.drive_km);
  ELSIF start_kinds IS NOT NULL AND NOT EXISTS (
      SELECT FROM @extschema@.reachable_trailheads(lat, lon, drive_km, network) AS t WHERE t.kind = ANY (start_kinds)) THEN
    RETURN jsonb_build_object('code', 'no_trailhead', 'message', format('No trailhead within %s km of driving is of the kind %s.',
      drive_km, array_to_string(start_kinds, ' or ')));
  END IF;
  IF days > 1 THEN
    SELECT CASE WHEN hike_hours IS NULL THEN l.hike_mi ELSE l.hours END INTO other
    FROM @extschema@.plan_loop(lat, lon, drive_km, hike_mi, 1, 0.1, max_repeat, network, max_ascent_m, avoid_roads, effort => 1000000,
      hike_hours => hike_hours, pace => pace, via => via, avoid => avoid, on_date => on_date, max_difficulty => max_difficulty, start_kinds => start_kinds) AS l;
    IF FOUND THEN
      RETURN jsonb_build_object('code', 'no_camp', 'message', format('No loop of about %s %s%s has a camp for each of %s nights; without camps there is one of %s %s.',
        asked, unit, limits, days - 1, round(other::numeric, 1), unit), reach, other);
    END IF;
  END IF;
  -- Each length is met by the half to the half more of it, so these five cover all from 1/18 to 13 times.
  FOREACH factor IN ARRAY ARRAY[1, 1.0 / 3, 3, 1.0 / 9, 9] LOOP
    CONTINUE WHEN hike_mi * factor > 500 OR hike_hours * factor > 250;
    SELECT CASE WHEN hike_hours IS NULL THEN l.hike_mi ELSE l.hours END INTO other
    FROM @extschema@.plan_loop(lat, lon, drive_km, hike_mi * factor, 1, 0.5, max_repeat, network, max_ascent_m, avoid_roads, effort => 1000000,
      hike_hours => hike_hours * factor, pace => pace, via => via, avoid => avoid, on_date => on_date, max_difficulty => max_difficulty, start_kinds => start_kinds) AS l;
    EXIT WHEN FOUND;
  END LOOP;
  RETURN jsonb_build_object('code', 'no_loop',
    'message', format('No loop of about %s %s%s starts within %s km of driving%s.', asked, unit, limits, drive_km,
      CASE WHEN other IS NOT NULL THEN format('; one of %s %s does', round(other::numeric, 1), unit) ELSE '' END),
    reach, other);
END $$;
COMMENT ON FUNCTION api_internal.why_nothing(double precision, double precision, double precision, double precision, double precision, double precision, double precision, text, double precision, boolean, integer, postgis.geometry, postgis.geometry, date, integer, text[]) IS
'Says as JSON why there is no loop, and what there would be: code is no_trailhead, no_camp or no_loop.';

CREATE OR REPLACE FUNCTION api.plan_loop(
  lat double precision DEFAULT NULL, lon double precision DEFAULT NULL,
  drive_km double precision DEFAULT NULL, hike_mi double precision DEFAULT NULL,
  loops integer DEFAULT 1, tolerance double precision DEFAULT 0.10, max_repeat double precision DEFAULT 0.5,
  network text DEFAULT NULL, format text DEFAULT NULL, rank integer DEFAULT 1,
  max_ascent_m double precision DEFAULT NULL, avoid_roads boolean DEFAULT false,
  heading double precision DEFAULT NULL, seed integer DEFAULT 0, hike_hours double precision DEFAULT NULL, pace double precision DEFAULT 1,
  days integer DEFAULT 1, max_day_mi double precision DEFAULT NULL, max_day_hours double precision DEFAULT NULL, camp_kinds text[] DEFAULT NULL,
  via text DEFAULT NULL, avoid text DEFAULT NULL, on_date date DEFAULT NULL, max_difficulty integer DEFAULT NULL, start_kinds text[] DEFAULT NULL, by_day boolean DEFAULT false) RETURNS api."*/*"
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET statement_timeout = '10s' AS $$
DECLARE
  asked_network text := api_internal.asked_network(network);
  wanted text;
  found @extschema@.planned_loop[];
  chosen @extschema@.planned_loop;
  must_pass postgis.geometry := api_internal.read_geometry('via', via);
  must_avoid postgis.geometry := api_internal.read_geometry('avoid', avoid);
  reason jsonb;
  closed jsonb;
  hint text;
BEGIN
  wanted := api_internal.wanted_format(format, ARRAY['json', 'geojson', 'gpx']);
  IF rank IS NULL OR rank < 1 OR rank > greatest(loops, 1) THEN
    RAISE EXCEPTION 'rank is out of range: %', coalesce(rank::text, 'null')
      USING ERRCODE = '22023', HINT = format('Give a rank from 1 to loops, which is %s.', loops);
  ELSIF api_internal.is_fresh(api_internal.network_version(asked_network),
       concat_ws(' ', 'plan', lat, lon, drive_km, coalesce(hike_mi, -1), coalesce(hike_hours, -1), loops, tolerance, max_repeat, asked_network, wanted, rank,
         coalesce(max_ascent_m, -1), avoid_roads, coalesce(heading, -1), seed, pace, days, coalesce(max_day_mi, -1), coalesce(max_day_hours, -1), coalesce(camp_kinds::text, '-'), by_day, coalesce(via, '-'), coalesce(avoid, '-'), coalesce(on_date::text, '-'), api_internal.closures_digest(asked_network), coalesce(max_difficulty, -1), coalesce(start_kinds::text, '-'))) THEN
    RETURN '';
  END IF;
  SELECT array_agg(l ORDER BY l.rank) INTO found
  FROM @extschema@.plan_loop(lat, lon, drive_km, hike_mi, loops, tolerance, max_repeat, asked_network, max_ascent_m, avoid_roads, heading, NULL, seed,
    hike_hours => hike_hours, pace => pace, days => days, max_day_mi => max_day_mi, max_day_hours => max_day_hours, camp_kinds => camp_kinds,
    via => must_pass, avoid => must_avoid, on_date => on_date, max_difficulty => max_difficulty, start_kinds => start_kinds) AS l;
  IF found IS NULL THEN
    reason := api_internal.why_nothing(lat, lon, drive_km, hike_mi, hike_hours, pace, max_repeat, asked_network, max_ascent_m, avoid_roads, days, must_pass, must_avoid, on_date, max_difficulty, start_kinds);
  END IF;
  IF on_date IS NULL AND found IS NOT NULL THEN
    reason := api_internal.reason_closed('closed_at_times', 'Closed at times: %s.', found, asked_network, NULL);
  ELSIF on_date IS NOT NULL AND coalesce(found[1].score, -1) < 0.995 THEN
    SELECT api_internal.reason_closed('closed', format('The best loop would score %s but for: %%s.', round(l.score::numeric, 3)), ARRAY[l], asked_network, on_date) INTO closed
    FROM @extschema@.plan_loop(lat, lon, drive_km, hike_mi, 1, tolerance, max_repeat, asked_network, max_ascent_m, avoid_roads, NULL, NULL, seed,
        hike_hours => hike_hours, pace => pace, days => days, max_day_mi => max_day_mi, max_day_hours => max_day_hours, camp_kinds => camp_kinds,
        via => must_pass, avoid => must_avoid, max_difficulty => max_difficulty, start_kinds => start_kinds) AS l
    WHERE l.score > coalesce(found[1].score, -1) + 0.005;
    reason := coalesce(closed, reason);
  END IF;
  IF wanted = 'gpx' THEN
    chosen := found[plan_loop.rank];
    IF chosen.rank IS NULL AND found IS NOT NULL THEN
      RAISE SQLSTATE 'PT404' USING MESSAGE = format('there is no loop of rank %s', rank),
        HINT = format('Ask for a rank up to %s: no more loops were found.', cardinality(found));
    END IF;
    RETURN CASE WHEN chosen.rank IS NOT NULL THEN api_internal.answer_gpx(chosen, asked_network)
      ELSE api_internal.answer('application/gpx+xml', convert_to(xmlelement(NAME gpx, xmlattributes('http://www.topografix.com/GPX/1/1' AS xmlns, '1.1' AS version, 'loopgenie' AS creator),
        xmlelement(NAME metadata, xmlelement(NAME "desc", reason ->> 'message')))::text, 'UTF8'), 'no-loop.gpx') END;
  ELSIF wanted = 'geojson' THEN
    RETURN api_internal.answer('application/geo+json; charset=utf-8',
      convert_to(CASE WHEN by_day THEN api_internal.days_as_geojson(found, asked_network, reason) ELSE api_internal.loops_as_geojson(found, reason) END::text, 'UTF8'));
  END IF;
  RETURN api_internal.answer_json(api_internal.loops_as_json(found, asked_network, reason));
EXCEPTION WHEN query_canceled OR OTHERS THEN
  GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
  PERFORM api_internal.raise_for_web(SQLSTATE, SQLERRM, hint);
END $$;
COMMENT ON FUNCTION api.plan_loop(double precision, double precision, double precision, double precision, integer, double precision, double precision, text, text, integer, double precision, boolean, double precision, integer, double precision, double precision, integer, double precision, double precision, text[], text, text, date, integer, text[], boolean) IS
'Plans the best loop hikes of so many miles, or so many hours, from any trailhead within a drive.
lat, lon: the place, in degrees. drive_km: over 0 up to 1,000. hike_mi: over 0 up to 500, or hike_hours: over 0 up to 250 hours at the pace. loops: 1 to 20. tolerance: 0 to 0.5 of the length. max_repeat: 0 to 0.5 of the loop walked twice.
max_ascent_m: metres of ascent at most. avoid_roads: no roads that only connect trails. heading: degrees from north in which to set out. seed: which of equally good loops.
pace: 0.3 to 3 times 4 km and 600 m of climb an hour, for hours. days: 1 to 30, each but the last ends at a camp. max_day_mi, max_day_hours: of a day at most. camp_kinds: where a day may end, as {alpine_hut,camp_site}; {} is anywhere.
via: up to 8 points to come by, in any order, as lat,lon;lat,lon or WKT or GeoJSON. avoid: points, lines or areas to keep 10 m off, written likewise. on_date: walk nothing that is closed on that day, as 2026-07-01.
by_day: GeoJSON has a feature a day. max_difficulty: 1 to 6 on the SAC hiking scale. start_kinds: only trailheads of these kinds, as {parking,trailhead}.
Answers application/json, application/geo+json (a feature a loop) or application/gpx+xml (the loop of the given rank), by the Accept header or format = json, geojson, gpx.
In JSON closures of a loop lists what is closed on it at times, whatever the day: id, starts, ends, yearly, reason, source, the names of the trails and the edges. Where nothing fits the collection is empty and reason says why.';

CREATE OR REPLACE FUNCTION api.reachable_trailheads(
  lat double precision DEFAULT NULL, lon double precision DEFAULT NULL,
  drive_km double precision DEFAULT NULL, network text DEFAULT NULL, format text DEFAULT NULL) RETURNS api."*/*"
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET statement_timeout = '10s' AS $$
DECLARE
  asked_network text := api_internal.asked_network(network);
  wanted text;
  found jsonb;
  hint text;
BEGIN
  wanted := api_internal.wanted_format(format, ARRAY['json', 'geojson']);
  IF api_internal.is_fresh(api_internal.network_version(asked_network),
       concat_ws(' ', 'trailheads', lat, lon, drive_km, asked_network, wanted)) THEN
    RETURN '';
  END IF;
  IF wanted = 'geojson' THEN
    SELECT jsonb_build_object('type', 'FeatureCollection', 'features', coalesce(jsonb_agg(
      jsonb_build_object('type', 'Feature', 'id', t.trailhead_id, 'geometry', postgis.ST_AsGeoJSON(t.geom, 6, 8)::jsonb,
        'properties', to_jsonb(t) - 'geom') ORDER BY t.drive_km, t.trailhead_id), '[]'),
      'attribution', '(c) OpenStreetMap contributors')
    INTO found FROM @extschema@.reachable_trailheads(lat, lon, drive_km, asked_network) AS t;
    RETURN api_internal.answer('application/geo+json; charset=utf-8', convert_to(found::text, 'UTF8'));
  END IF;
  SELECT coalesce(jsonb_agg(to_jsonb(t) ORDER BY t.drive_km, t.trailhead_id), '[]')
  INTO found FROM @extschema@.reachable_trailheads(lat, lon, drive_km, asked_network) AS t;
  RETURN api_internal.answer_json(found);
EXCEPTION WHEN query_canceled OR OTHERS THEN
  GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
  PERFORM api_internal.raise_for_web(SQLSTATE, SQLERRM, hint);
END $$;
COMMENT ON FUNCTION api.reachable_trailheads(double precision, double precision, double precision, text, text) IS
'Lists the trailheads within a drive, nearest first.
lat, lon: the place, in degrees. drive_km: over 0 up to 1,000. Answers application/json or application/geo+json.';
