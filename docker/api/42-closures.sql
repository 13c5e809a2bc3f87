-- What is closed, for a map to show.

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
