-- Which format an answer is wanted in.

CREATE OR REPLACE FUNCTION api_internal.media_type(format text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
RETURN CASE format WHEN 'json' THEN 'application/json' WHEN 'geojson' THEN 'application/geo+json'
  WHEN 'gpx' THEN 'application/gpx+xml' WHEN 'tile' THEN 'application/vnd.mapbox-vector-tile' END;
COMMENT ON FUNCTION api_internal.media_type(text) IS 'The media type of a format.';

-- An Accept header's weight for each format: that of the range which names it most closely, as RFC 9110 has it.
CREATE OR REPLACE FUNCTION api_internal.accepted_format(accept text, offered text[]) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT format FROM (
    SELECT DISTINCT ON (turn) turn, format, weight
    FROM pg_catalog.unnest(offered) WITH ORDINALITY AS o(format, turn),
      LATERAL (SELECT api_internal.media_type(format) AS media_type) AS m,
      pg_catalog.regexp_split_to_table(accept, ',') AS range,
      LATERAL (SELECT pg_catalog.lower(pg_catalog.btrim(pg_catalog.split_part(range, ';', 1))) AS name,
                 coalesce(pg_catalog.substring(range, ';\s*[qQ]=([01](\.[0-9]{0,3})?)\s*(;|$)'), '1')::pg_catalog.float8 AS weight) AS r
    WHERE name OPERATOR(pg_catalog.=) ANY (ARRAY[media_type, 'application/*', '*/*'])
    ORDER BY turn, pg_catalog.array_position(ARRAY[media_type, 'application/*', '*/*'], name)) AS closest
  WHERE weight OPERATOR(pg_catalog.>) 0
  ORDER BY weight DESC, turn LIMIT 1
$$;
COMMENT ON FUNCTION api_internal.accepted_format(text, text[]) IS
'The offered format that an Accept header likes best, the first offered where it likes several; null where it takes none.';

CREATE OR REPLACE FUNCTION api_internal.wanted_format(format text, offered text[]) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  headers pg_catalog.json := nullif(pg_catalog.current_setting('request.headers', true), '');
  wanted text := coalesce(format,
    api_internal.accepted_format(coalesce(headers OPERATOR(pg_catalog.->>) 'accept', '*/*'), offered));
BEGIN
  IF wanted OPERATOR(pg_catalog.=) ANY (offered) THEN
    RETURN wanted;
  ELSIF format IS NOT NULL THEN
    RAISE EXCEPTION 'format must be one of %', pg_catalog.array_to_string(offered, ', ')
      USING ERRCODE = '22023', HINT = 'Or leave it out and send an Accept header.';
  END IF;
  RAISE SQLSTATE 'PT406' USING MESSAGE = 'none of the accepted media types is served here',
    HINT = 'Accept application/json, application/geo+json or application/gpx+xml where loops are planned.';
END $$;
COMMENT ON FUNCTION api_internal.wanted_format(text, text[]) IS
'Chooses the format of an answer from the argument format or the Accept header.';
