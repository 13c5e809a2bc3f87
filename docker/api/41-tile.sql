-- Vector tiles of a network, for a map. A tile is shown 512 pixels wide.

CREATE OR REPLACE FUNCTION api_internal.difficulty_of(network text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
RETURN CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = to_regclass(format('%I.edge', network)) AND attname = 'difficulty' AND NOT attisdropped)
  THEN 'e.difficulty' ELSE 'NULL::integer' END;
COMMENT ON FUNCTION api_internal.difficulty_of(text) IS 'How a query of edges e names their difficulty: networks made by hand may lack it.';

-- The layers of a tile are queries of $1, its frame, $2, its zoom, and box, what is drawn in degrees.

-- Lines keep to half a pixel; a trail shorter than an eighth of one is left out.
CREATE OR REPLACE FUNCTION api_internal.trails_near() RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp RETURN $trails$
  SELECT postgis.ST_AsMVT(t, 'trails', 4096, 'geom', 'id') FROM (
    SELECT e.id, e.name, e.kind, round(e.appeal::numeric, 2)::float8 AS appeal, %2$s AS difficulty,
      postgis.ST_AsMVTGeom(postgis.ST_Simplify(postgis.ST_Transform(postgis.ST_Force2D(e.geom), 3857), (postgis.ST_XMax($1::postgis.box3d) - postgis.ST_XMin($1::postgis.box3d)) / 1024, true),
        $1::postgis.box2d, 4096, 256, true) AS geom
    FROM %1$I.edge e, box WHERE e.geom OPERATOR(postgis.&&) box.geom AND e.length_m > 20000 / (1 << $2)) AS t
$trails$;
COMMENT ON FUNCTION api_internal.trails_near() IS 'The query for a tile''s trails where they can be told apart: each with its name.';

-- Where a whole region is in view its trails are a texture. Those that look alike are one line, which keeps to half a pixel; what is
-- shorter than a pixel is left out. Walkers' maps tell paths of T1, of T2 and T3, and harder ones apart, and so does this.
CREATE OR REPLACE FUNCTION api_internal.trails_far() RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp RETURN $trails$
  SELECT postgis.ST_AsMVT(t, 'trails', 2048, 'geom') FROM (
    SELECT alike.appeal, alike.difficulty,
      postgis.ST_AsMVTGeom(postgis.ST_Simplify(postgis.ST_Transform(alike.geom, 3857), (postgis.ST_XMax($1::postgis.box3d) - postgis.ST_XMin($1::postgis.box3d)) / 1024),
        $1::postgis.box2d, 2048, 128, true) AS geom
    FROM (
      SELECT round(e.appeal * 4) / 4 AS appeal, CASE WHEN %2$s >= 4 THEN 4 WHEN %2$s >= 2 THEN 2 END AS difficulty, postgis.ST_LineMerge(postgis.ST_Collect(postgis.ST_Force2D(e.geom))) AS geom
      FROM %1$I.edge e, box WHERE e.geom OPERATOR(postgis.&&) box.geom AND e.length_m > 40000 / (1 << $2) GROUP BY 1, 2) AS alike) AS t
$trails$;
COMMENT ON FUNCTION api_internal.trails_far() IS 'The query for a tile''s trails where they are many: merged by appeal and difficulty.';

CREATE OR REPLACE FUNCTION api_internal.points_of(layer text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp RETURN replace($points$
  SELECT postgis.ST_AsMVT(t, 'LAYERs', 4096, 'geom', 'id') FROM (
    SELECT p.id, p.name, p.kind, postgis.ST_AsMVTGeom(postgis.ST_Transform(postgis.ST_Force2D(p.geom), 3857), $1::postgis.box2d, 4096, 256, true) AS geom
    FROM %1$I.LAYER p, box WHERE p.geom OPERATOR(postgis.&&) box.geom) AS t
$points$, 'LAYER', layer);
COMMENT ON FUNCTION api_internal.points_of(text) IS 'The query for a tile''s points of a table: trailhead or camp.';

CREATE OR REPLACE FUNCTION api.tile(z integer DEFAULT NULL, x integer DEFAULT NULL, y integer DEFAULT NULL,
  network text DEFAULT NULL, version text DEFAULT NULL) RETURNS api."*/*"
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET statement_timeout = '5s' AS $$
DECLARE
  -- From which zoom on each is drawn.
  camps CONSTANT integer := 10;
  names CONSTANT integer := 12;
  asked_network text := api_internal.asked_network(network);
  world CONSTANT postgis.geometry := postgis.ST_MakeEnvelope(-20037508.342789244::float8, -20037508.342789244::float8,
    20037508.342789244::float8, 20037508.342789244::float8, 3857);
  frame postgis.geometry;
  layers text[];
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
  layers := ARRAY[CASE WHEN z >= names THEN api_internal.trails_near() ELSE api_internal.trails_far() END,
    CASE WHEN z >= names THEN api_internal.points_of('trailhead') END,
    CASE WHEN z >= camps AND to_regclass(format('%I.camp', asked_network)) IS NOT NULL THEN api_internal.points_of('camp') END];
  EXECUTE format('WITH box AS (SELECT postgis.ST_Transform(postgis.ST_Expand($1, (postgis.ST_XMax($1::postgis.box3d) - postgis.ST_XMin($1::postgis.box3d)) / 64), 4326) AS geom) SELECT '
      || (SELECT string_agg(format('coalesce((%s), '''')', layer), ' || ' ORDER BY turn) FROM unnest(layers) WITH ORDINALITY AS l(layer, turn) WHERE layer IS NOT NULL),
    asked_network, api_internal.difficulty_of(asked_network)) INTO mvt USING frame, z;
  RETURN api_internal.answer('application/vnd.mapbox-vector-tile', mvt);
EXCEPTION WHEN query_canceled OR OTHERS THEN
  GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
  PERFORM api_internal.raise_for_web(SQLSTATE, SQLERRM, hint);
END $$;
COMMENT ON FUNCTION api.tile(integer, integer, integer, text, text) IS
'Draws a Mapbox vector tile: layers trails (name, kind, appeal, difficulty), trailheads and camps.
Below zoom 12 trails that look alike are one line without a name, and trailheads are left out; camps come from zoom 10 on.
version: of the network, as health says it; with it the tile may be kept for ever.';
