-- Geometries as a website writes them.

CREATE OR REPLACE FUNCTION api_internal.read_geometry(argument text, value text) RETURNS postgis.geometry
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF btrim(value) = '' THEN
    RETURN NULL;
  ELSIF value ~ '^[\s\d.,;+-]*$' THEN
    RETURN (SELECT postgis.ST_Collect(postgis.ST_Point(split_part(pair, ',', 2)::float8, split_part(pair, ',', 1)::float8, 4326) ORDER BY turn)
            FROM regexp_split_to_table(btrim(value, '; '), ';') WITH ORDINALITY AS p(pair, turn));
  ELSIF value ~ '^\s*\{' THEN
    -- Of a collection, a feature, or as it is.
    RETURN (SELECT postgis.ST_Collect(postgis.ST_GeomFromGeoJSON(coalesce(feature -> 'geometry', feature)))
            FROM jsonb_path_query(value::jsonb, CASE WHEN value::jsonb ? 'features' THEN '$.features[*]' ELSE '$' END::jsonpath) AS feature);
  END IF;
  RETURN postgis.ST_GeomFromText(value, 4326);
EXCEPTION WHEN OTHERS THEN
  RAISE EXCEPTION '% is no geometry', argument USING ERRCODE = '22023',
    HINT = 'Give points as lat,lon;lat,lon, or WKT such as POLYGON((lon lat, …)), or GeoJSON.';
END $$;
COMMENT ON FUNCTION api_internal.read_geometry(text, text) IS
'Reads lat,lon;lat,lon, WKT or GeoJSON, in degrees; null for nothing. Raises 22023 where it is none of them.';
