-- What GET / answers: OpenAPI, made from the functions themselves. PostgREST's own says nothing of media types, of errors
-- and of what must be given.

-- What the catalog does not know of a function: the arguments it cannot do without, and its formats.
CREATE OR REPLACE FUNCTION api_internal.call_facts(call text, OUT required text[], OUT formats text[]) RETURNS record
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
RETURN CASE call
  WHEN 'plan_loop' THEN (ARRAY['lat', 'lon', 'drive_km'], ARRAY['json', 'geojson', 'gpx'])
  WHEN 'loops_near' THEN (ARRAY['lat', 'lon', 'drive_km'], ARRAY['json', 'geojson'])
  WHEN 'loop_ahead' THEN (ARRAY['lat', 'lon', 'hike_mi'], ARRAY['json', 'geojson', 'gpx'])
  WHEN 'reachable_trailheads' THEN (ARRAY['lat', 'lon', 'drive_km'], ARRAY['json', 'geojson'])
  WHEN 'drive' THEN (ARRAY['lat', 'lon', 'trailhead_id'], ARRAY['json'])
  WHEN 'find_place' THEN (ARRAY['q'], ARRAY['json'])
  WHEN 'tile' THEN (ARRAY['z', 'x', 'y'], ARRAY['tile'])
  WHEN 'closures' THEN (ARRAY[]::pg_catalog.text[], ARRAY['geojson'])
  ELSE (ARRAY[]::pg_catalog.text[], ARRAY['json'])
END;
COMMENT ON FUNCTION api_internal.call_facts(text) IS 'The arguments that a call needs and the formats it answers in.';

-- A function's arguments, in order: name, JSON schema, and whether it must be given.
CREATE OR REPLACE FUNCTION api_internal.call_arguments(call oid, required text[]) RETURNS TABLE (name text, schema jsonb, is_required boolean)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.name, pg_catalog.jsonb_build_object('type', CASE a.type
      WHEN 'double precision'::pg_catalog.regtype THEN 'number' WHEN 'integer'::pg_catalog.regtype THEN 'integer' WHEN 'bigint'::pg_catalog.regtype THEN 'integer'
      WHEN 'boolean'::pg_catalog.regtype THEN 'boolean' ELSE 'string' END), a.name OPERATOR(pg_catalog.=) ANY (required)
  FROM pg_catalog.pg_proc p, ROWS FROM (pg_catalog.unnest(p.proargnames), pg_catalog.unnest(p.proargtypes::pg_catalog.oid[])) WITH ORDINALITY AS a(name, type, turn)
  WHERE p.oid OPERATOR(pg_catalog.=) call ORDER BY a.turn
$$;
COMMENT ON FUNCTION api_internal.call_arguments(oid, text[]) IS 'The arguments of a function as JSON schemas.';

CREATE OR REPLACE FUNCTION api_internal.call_answers(formats text[]) RETURNS jsonb
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT pg_catalog.jsonb_object_agg(status, CASE
    WHEN status OPERATOR(pg_catalog.=) '200' THEN pg_catalog.jsonb_build_object('description', meaning, 'content',
      (SELECT pg_catalog.jsonb_object_agg(api_internal.media_type(f), '{}'::pg_catalog.jsonb) FROM pg_catalog.unnest(formats) AS f))
    WHEN status OPERATOR(pg_catalog.=) '304' THEN pg_catalog.jsonb_build_object('description', meaning)
    ELSE pg_catalog.jsonb_build_object('description', meaning, 'content',
      '{"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}'::pg_catalog.jsonb) END)
  FROM (VALUES ('200', 'The answer; empty, with a reason, where nothing fits.'), ('304', 'What If-None-Match names is still right.'),
    ('400', 'An argument is missing, no number or out of range.'), ('404', 'No such network, argument or rank.'),
    ('406', 'A media type that is not served.'), ('422', 'More trails in reach than the server plans on.'),
    ('503', 'No network is loaded, or the server is busy.'), ('504', 'It took too long.')) AS s(status, meaning)
$$;
COMMENT ON FUNCTION api_internal.call_answers(text[]) IS 'The answers that a call may give, by status.';

CREATE OR REPLACE FUNCTION api_internal.call_described(call oid) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT pg_catalog.jsonb_build_object(
    'get', described || pg_catalog.jsonb_build_object('parameters', (
      SELECT coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('name', name, 'in', 'query', 'required', is_required, 'schema', schema)), '[]')
      FROM api_internal.call_arguments(call, required))),
    'post', described || pg_catalog.jsonb_build_object('requestBody', pg_catalog.jsonb_build_object('content',
      pg_catalog.jsonb_build_object('application/json', pg_catalog.jsonb_build_object('schema', pg_catalog.jsonb_build_object(
        'type', 'object', 'properties', (SELECT coalesce(pg_catalog.jsonb_object_agg(name, schema), '{}')
                                         FROM api_internal.call_arguments(call, required)))
        || CASE WHEN required OPERATOR(pg_catalog.=) '{}' THEN '{}' ELSE pg_catalog.jsonb_build_object('required', required) END)))))
  FROM pg_catalog.pg_proc p, api_internal.call_facts(p.proname), pg_catalog.obj_description(call, 'pg_proc') AS said,
    LATERAL (SELECT pg_catalog.jsonb_build_object('tags', ARRAY['loopgenie'], 'summary', pg_catalog.split_part(said, E'\n', 1),
      'description', pg_catalog.regexp_replace(said, '^[^\n]*\n?', ''), 'responses', api_internal.call_answers(formats)) AS described) AS d
  WHERE p.oid OPERATOR(pg_catalog.=) call
$$;
COMMENT ON FUNCTION api_internal.call_described(oid) IS 'The OpenAPI path item of a function.';

CREATE OR REPLACE FUNCTION api.openapi() RETURNS api."*/*"
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET statement_timeout = '2s' AS $$
DECLARE
  about text := pg_catalog.obj_description('api'::pg_catalog.regnamespace, 'pg_namespace');
  described jsonb;
BEGIN
  IF api_internal.is_fresh('', 'openapi') THEN
    RETURN '';
  END IF;
  described := pg_catalog.jsonb_build_object('openapi', '3.0.3',
    -- Where the document is: whatever stands in front may call it what it likes.
    'servers', '[{"url": "."}]'::pg_catalog.jsonb,
    'info', pg_catalog.jsonb_build_object('title', pg_catalog.split_part(about, E'\n', 1), 'description', pg_catalog.split_part(about, E'\n', 2),
      'version', (SELECT extversion FROM pg_catalog.pg_extension WHERE extname OPERATOR(pg_catalog.=) 'loopgenie')),
    'paths', (SELECT pg_catalog.jsonb_object_agg('/rpc/' || proname, api_internal.call_described(oid)) FROM pg_catalog.pg_proc
              WHERE pronamespace OPERATOR(pg_catalog.=) 'api'::pg_catalog.regnamespace AND proname OPERATOR(pg_catalog.<>) 'openapi')
      || '{"/": {"get": {"summary": "This description", "responses": {"200": {"description": "OpenAPI 3.0", "content": {"application/openapi+json": {}}}}}}}',
    'components', '{"schemas": {"Error": {"type": "object", "required": ["code", "message", "hint", "details"], "properties": {
      "code": {"type": "string"}, "message": {"type": "string"}, "hint": {"type": "string", "nullable": true}, "details": {"type": "string", "nullable": true}}}}}'::pg_catalog.jsonb);
  RETURN api_internal.answer('application/openapi+json; charset=utf-8', pg_catalog.convert_to(described::text, 'UTF8'));
END $$;
COMMENT ON FUNCTION api.openapi() IS 'Describes this API in OpenAPI 3.0.';
