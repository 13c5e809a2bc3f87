-- Loops as JSON and GeoJSON: json, not jsonb, because lines of thousands of points are written once and never looked into.

-- A record becomes JSON with its geometry, which is the dearest part: it is taken out first.
CREATE OR REPLACE FUNCTION api_internal.properties(thing anyelement, more json DEFAULT '{}') RETURNS json
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (SELECT json_object_agg(key, value)
    FROM (SELECT key, value FROM json_each(to_json(json_populate_record(thing, '{"geom": null}'))) WHERE key <> 'geom'
      UNION ALL SELECT key, value FROM json_each(more)) AS property);
END $$;
COMMENT ON FUNCTION api_internal.properties(anyelement, json) IS 'A row but for its column geom, and more properties, as one object.';

-- What the loop's line is made of, so that a page can tell paths from roads and add up climbs. Each leg begins where the one
-- before it ended: of its points of the line the first is that one's last.
CREATE OR REPLACE FUNCTION api_internal.legs(loop @extschema@.planned_loop, network text) RETURNS json
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  -- Edges made by hand may lack the column.
  difficulty CONSTANT text := CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_attribute
    WHERE attrelid = format('%I.edge', network)::regclass AND attname = 'difficulty' AND NOT attisdropped) THEN 'e.difficulty' ELSE 'NULL' END;
  legs json;
BEGIN
  EXECUTE format($sql$
    SELECT json_agg(json_build_object('edge', e.id, 'name', e.name, 'kind', e.kind, 'difficulty', %s,
      'length_m', round(e.length_m::numeric, 1), 'points', postgis.ST_NPoints(e.geom),
      'ascent_m', CASE WHEN e.source = w.node THEN e.ascent_m ELSE e.descent_m END,
      'descent_m', CASE WHEN e.source = w.node THEN e.descent_m ELSE e.ascent_m END) ORDER BY w.turn)
    FROM ROWS FROM (unnest($1), unnest($2)) WITH ORDINALITY AS w(edge, node, turn)
      JOIN %I.edge e ON e.id = w.edge
  $sql$, difficulty, network) INTO legs USING (loop).edges, (loop).nodes;
  RETURN legs;
END $$;
COMMENT ON FUNCTION api_internal.legs(@extschema@.planned_loop, text) IS
'Lists the edges of a loop in walking order: name, kind, difficulty, length, climb, and how many points of the line are its.';

CREATE OR REPLACE FUNCTION api_internal.days_as_json(loop @extschema@.planned_loop, network text) RETURNS json
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT json_agg(api_internal.properties(d, json_build_object('night',
      CASE WHEN d.day <= cardinality((loop).nights) THEN postgis.ST_AsGeoJSON(postgis.ST_EndPoint(d.geom), 6, 8)::json END)) ORDER BY d.day)
  FROM @extschema@.loop_days(loop, network) AS d
$$;
COMMENT ON FUNCTION api_internal.days_as_json(@extschema@.planned_loop, text) IS 'The days of a loop, with the place of each night.';

CREATE OR REPLACE FUNCTION api_internal.loops_as_json(loops @extschema@.planned_loop[], network text, reason jsonb) RETURNS json
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT json_build_object('loops', coalesce(json_agg(api_internal.properties(l, json_build_object(
      'geom', postgis.ST_AsGeoJSON(l.geom, 6, 8)::json, 'legs', api_internal.legs(l, network),
      'closures', api_internal.closures_as_json(ARRAY[l], network, NULL),
      'days', CASE WHEN l.nights IS NOT NULL THEN api_internal.days_as_json(l, network) END)) ORDER BY l.rank), '[]'),
    'reason', reason, 'attribution', '(c) OpenStreetMap contributors')
  FROM unnest(loops) AS l
$$;
COMMENT ON FUNCTION api_internal.loops_as_json(@extschema@.planned_loop[], text, jsonb) IS 'Writes loops as an object with their legs, days, and what is closed on them at times.';

CREATE OR REPLACE FUNCTION api_internal.feature_collection(features json, reason jsonb) RETURNS json
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp RETURN json_build_object('type', 'FeatureCollection',
  'features', coalesce(features, '[]'), 'reason', reason, 'attribution', '(c) OpenStreetMap contributors');
COMMENT ON FUNCTION api_internal.feature_collection(json, jsonb) IS 'Makes features a collection that says why it is empty, if it is.';

CREATE OR REPLACE FUNCTION api_internal.loops_as_geojson(loops @extschema@.planned_loop[], reason jsonb) RETURNS json
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT api_internal.feature_collection(json_agg(json_build_object('type', 'Feature', 'id', l.rank,
      'geometry', postgis.ST_AsGeoJSON(l.geom, 6, 8)::json, 'properties', api_internal.properties(l)) ORDER BY l.rank), reason)
  FROM unnest(loops) AS l
$$;
COMMENT ON FUNCTION api_internal.loops_as_geojson(@extschema@.planned_loop[], jsonb) IS 'Writes loops as a FeatureCollection.';

CREATE OR REPLACE FUNCTION api_internal.days_as_geojson(loops @extschema@.planned_loop[], network text, reason jsonb) RETURNS json
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT api_internal.feature_collection(json_agg(json_build_object('type', 'Feature', 'id', format('%s-%s', l.rank, d.day),
      'geometry', postgis.ST_AsGeoJSON(d.geom, 6, 8)::json,
      'properties', api_internal.properties(d, json_build_object('rank', l.rank))) ORDER BY l.rank, d.day), reason)
  FROM unnest(loops) AS l, @extschema@.loop_days(l, network) AS d
$$;
COMMENT ON FUNCTION api_internal.days_as_geojson(@extschema@.planned_loop[], text, jsonb) IS 'Writes loops as a FeatureCollection with a feature for each day.';

CREATE OR REPLACE FUNCTION api_internal.answer_gpx(loop @extschema@.planned_loop, network text) RETURNS bytea
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT api_internal.answer('application/gpx+xml', convert_to(@extschema@.loop_gpx(loop, network), 'UTF8'),
    format('%s-mile-%s-from-%s.gpx', round((loop).hike_mi::numeric, 1), replace((loop).shape, '_', '-'),
      trim('-' from regexp_replace(lower(coalesce(nullif((loop).trailhead, ''), 'trailhead')), '[^a-z0-9]+', '-', 'g'))))
$$;
COMMENT ON FUNCTION api_internal.answer_gpx(@extschema@.planned_loop, text) IS 'Sends a loop as GPX, in a file named after it.';
