-- What is closed, for a map to show.

CREATE OR REPLACE FUNCTION api_internal.has_closures(network text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT to_regclass(format('%I.closure', network)) IS NOT NULL AND to_regclass(format('%I.closed_edge', network)) IS NOT NULL
$$;
COMMENT ON FUNCTION api_internal.has_closures(text) IS 'Whether a network has the tables of closures; those of older versions lack them.';

-- A closure gives the network no new version. Each row's transaction and place say the same: whatever changes it changes one of them.
CREATE OR REPLACE FUNCTION api_internal.closures_digest(network text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  digest text;
BEGIN
  IF api_internal.has_closures(network) THEN
    EXECUTE format('SELECT md5(string_agg(concat(c.xmin, c.ctid), '','' ORDER BY c.ctid)) FROM %I.closure c', network) INTO digest;
  END IF;
  RETURN coalesce(digest, '-');
END $$;
COMMENT ON FUNCTION api_internal.closures_digest(text) IS 'Changes with every committed change of a network''s closures.';

-- A few of them in words; null for none.
CREATE OR REPLACE FUNCTION api_internal.closures_on(loops @extschema@.planned_loop[], network text, day date) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  words text;
BEGIN
  IF api_internal.has_closures(network) THEN
    EXECUTE format($sql$
      SELECT string_agg(words, '; ' ORDER BY id)
      FROM (SELECT c.id, loopgenie.closure_in_words(min(e.name), c.reason, c.starts, c.ends, c.yearly) AS words
            FROM unnest($1) AS l JOIN %1$I.closed_edge x ON x.edge_id = ANY (l.edges)
              JOIN %1$I.closure c ON c.id = x.closure_id JOIN %1$I.edge e ON e.id = x.edge_id
            WHERE $2 IS NULL OR loopgenie.closed_on($2, c.starts, c.ends, c.yearly)
            GROUP BY c.id ORDER BY c.id LIMIT 3) AS told
    $sql$, network) INTO words USING loops, day;
  END IF;
  RETURN words;
END $$;
COMMENT ON FUNCTION api_internal.closures_on(@extschema@.planned_loop[], text, date) IS 'Names the closures on loops, on a day or whenever they hold.';

CREATE OR REPLACE FUNCTION api.closures(
  min_lat double precision DEFAULT -90, min_lon double precision DEFAULT -180, max_lat double precision DEFAULT 90, max_lon double precision DEFAULT 180,
  on_date date DEFAULT NULL, network text DEFAULT NULL) RETURNS api."*/*"
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET statement_timeout = '5s' AS $$
DECLARE
  asked_network text := api_internal.asked_network(network);
  features jsonb;
  hint text;
BEGIN
  IF api_internal.is_fresh(api_internal.network_version(asked_network),
       concat_ws(' ', 'closures', min_lat, min_lon, max_lat, max_lon, coalesce(on_date::text, '-'), asked_network, api_internal.closures_digest(asked_network))) THEN
    RETURN '';
  END IF;
  IF api_internal.has_closures(asked_network) THEN
    EXECUTE format($sql$
      SELECT jsonb_agg(jsonb_build_object('type', 'Feature', 'id', c.id, 'geometry', postgis.ST_AsGeoJSON(postgis.ST_Force2D(c.geom), 6, 8)::jsonb,
        'properties', to_jsonb(c) - 'geom' || jsonb_build_object('trails', t.trails)) ORDER BY c.id)
      FROM (SELECT * FROM %1$I.closure c
            WHERE c.geom OPERATOR(postgis.&&) postgis.ST_MakeEnvelope($2, $1, $4, $3, 4326)
              AND ($5 IS NULL OR loopgenie.closed_on($5, c.starts, c.ends, c.yearly))
            ORDER BY c.id LIMIT 1000) AS c,
        LATERAL (SELECT coalesce(array_agg(DISTINCT e.name) FILTER (WHERE e.name <> ''), '{}') AS trails
                 FROM %1$I.closed_edge x JOIN %1$I.edge e ON e.id = x.edge_id WHERE x.closure_id = c.id) AS t
    $sql$, asked_network) INTO features USING min_lat, min_lon, max_lat, max_lon, on_date;
  END IF;
  RETURN api_internal.answer('application/geo+json; charset=utf-8', convert_to(jsonb_build_object(
    'type', 'FeatureCollection', 'features', coalesce(features, '[]'), 'attribution', '(c) OpenStreetMap contributors')::text, 'UTF8'));
EXCEPTION WHEN query_canceled OR OTHERS THEN
  GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
  PERFORM api_internal.raise_for_web(SQLSTATE, SQLERRM, hint);
END $$;
COMMENT ON FUNCTION api.closures(double precision, double precision, double precision, double precision, date, text) IS
'Lists what is closed between two latitudes and two longitudes, or everywhere: at most 1,000 features with starts, ends, yearly, reason, source and the names of the trails closed.
on_date: only what is closed on that day. Answers application/geo+json.';
