-- The spatial SQL behind plan_loop, bound to PostGIS at creation: callers need not have its
-- schema in their search_path. All of it computes from its arguments alone.

GRANT USAGE ON SCHEMA loopgenie TO PUBLIC;

CREATE OR REPLACE FUNCTION loopgenie.srid(geom postgis.geometry) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT postgis.ST_SRID(geom);
END;
COMMENT ON FUNCTION loopgenie.srid(postgis.geometry) IS
'The number of a geometry''s coordinate system.';

-- PostGIS would refuse some such geometries with words of its own, and take others for degrees.
CREATE OR REPLACE FUNCTION loopgenie.not_in_degrees(geom postgis.geometry) RETURNS postgis.geometry
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'a geometry of the network has SRID %, not 4326', postgis.ST_SRID(geom)
    USING ERRCODE = 'data_corrupted', HINT = 'Give all of its geometries SRID 4326, by ST_Transform or ST_SetSRID.';
END $$;
COMMENT ON FUNCTION loopgenie.not_in_degrees(postgis.geometry) IS
'Refuses a geometry that is not in EPSG:4326, and lets null pass. Errors: XX001.';

CREATE OR REPLACE FUNCTION loopgenie.in_degrees(geom postgis.geometry) RETURNS postgis.geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT CASE WHEN postgis.ST_SRID(geom) = 4326 THEN geom ELSE loopgenie.not_in_degrees(geom) END;
END;
COMMENT ON FUNCTION loopgenie.in_degrees(postgis.geometry) IS
'A geometry of a network, which must be in EPSG:4326. Errors: XX001 it is not.';

CREATE OR REPLACE FUNCTION loopgenie.latitude(point postgis.geometry) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT postgis.ST_Y(loopgenie.in_degrees(point));
END;
COMMENT ON FUNCTION loopgenie.latitude(postgis.geometry) IS
'The latitude of a point in EPSG:4326, in degrees.';

CREATE OR REPLACE FUNCTION loopgenie.longitude(point postgis.geometry) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT postgis.ST_X(loopgenie.in_degrees(point));
END;
COMMENT ON FUNCTION loopgenie.longitude(postgis.geometry) IS
'The longitude of a point in EPSG:4326, in degrees.';

CREATE OR REPLACE FUNCTION loopgenie.geodesic_m(lat double precision, lon double precision, geom postgis.geometry)
RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT postgis.ST_Distance(postgis.ST_Point(lon, lat, 4326)::postgis.geography, loopgenie.in_degrees(geom)::postgis.geography, true);
END;
COMMENT ON FUNCTION loopgenie.geodesic_m(double precision, double precision, postgis.geometry) IS
'Metres on the WGS 84 ellipsoid from a place in degrees to a geometry.
Example: SELECT loopgenie.geodesic_m(42.5063, 1.5218, geom) FROM trails.trailhead';

CREATE OR REPLACE FUNCTION loopgenie.walked_line(geoms postgis.geometry[], reversed boolean[]) RETURNS postgis.geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT postgis.ST_MakeLine(array_agg(CASE WHEN r THEN postgis.ST_Reverse(known.g) ELSE known.g END ORDER BY i))
  FROM unnest(geoms, reversed) WITH ORDINALITY AS e(g, r, i), loopgenie.in_degrees(g) AS known(g);
END;
COMMENT ON FUNCTION loopgenie.walked_line(postgis.geometry[], boolean[]) IS
'One line along edges in walking order, each turned where it is walked from target to source.';

CREATE OR REPLACE FUNCTION loopgenie.setting_out(line postgis.geometry, from_end boolean) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT coalesce(degrees(postgis.ST_Azimuth(postgis.ST_StartPoint(way)::postgis.geography,
    postgis.ST_LineInterpolatePoint(way, least(1, 100 / greatest(postgis.ST_Length(way::postgis.geography, true), 1)))::postgis.geography)), 0)
  FROM (SELECT CASE WHEN from_end THEN postgis.ST_Reverse(line) ELSE line END AS way
        FROM loopgenie.in_degrees(line) AS known(line)) AS turned;
END;
COMMENT ON FUNCTION loopgenie.setting_out(postgis.geometry, boolean) IS
'The direction of the first 100 m of a line, or of its last ones from its end, in degrees clockwise from north.';

CREATE OR REPLACE FUNCTION loopgenie.is_road(kind text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT coalesce(kind = ANY ('{road,living_street,residential,service,unclassified,tertiary,secondary,primary,trunk}'), false);
END;
COMMENT ON FUNCTION loopgenie.is_road(text) IS
'Whether an edge of that kind is a road that joins trails: what avoid_roads leaves out.';

CREATE OR REPLACE FUNCTION loopgenie.walked_names(names text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT coalesce(array_agg(name ORDER BY i), '{}')
  FROM (SELECT name, i, lag(name) OVER (ORDER BY i) AS before
        FROM unnest(names) WITH ORDINALITY AS n(name, i)
        WHERE name <> '') AS named
  WHERE name IS DISTINCT FROM before;
END;
COMMENT ON FUNCTION loopgenie.walked_names(text[]) IS
'Trail names in walking order, nameless ones left out, no name twice in a row.';

-- Any SRID that PostGIS knows will do; without one a geometry is taken for degrees.
CREATE OR REPLACE FUNCTION loopgenie.put_in_degrees(geom postgis.geometry) RETURNS postgis.geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT postgis.ST_Force2D(CASE postgis.ST_SRID(geom) WHEN 4326 THEN geom WHEN 0 THEN postgis.ST_SetSRID(geom, 4326) ELSE postgis.ST_Transform(geom, 4326) END);
END;
COMMENT ON FUNCTION loopgenie.put_in_degrees(postgis.geometry) IS
'A caller''s geometry in EPSG:4326, without heights.';

CREATE OR REPLACE FUNCTION loopgenie.outline(geom postgis.geometry,
  OUT points boolean, OUT count bigint, OUT min_lat double precision, OUT max_lat double precision, OUT min_lon double precision, OUT max_lon double precision)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT postgis.ST_Dimension(geom) = 0, postgis.ST_NPoints(geom)::bigint, coalesce(postgis.ST_YMin(box), 'NaN'), coalesce(postgis.ST_YMax(box), 'NaN'),
    coalesce(postgis.ST_XMin(box), 'NaN'), coalesce(postgis.ST_XMax(box), 'NaN')
  FROM (SELECT geom::postgis.box3d AS box) AS b;
END;
COMMENT ON FUNCTION loopgenie.outline(postgis.geometry) IS
'Whether a geometry is of points alone, of how many coordinates it is, and between which of them it lies; NaN for an empty one.';

-- boxes_meet is inlined where it is called, so that the index on edge.geom serves it.
CREATE OR REPLACE FUNCTION loopgenie.boxes_meet(a postgis.geometry, b postgis.geometry) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT a OPERATOR(postgis.&&) b;
END;
COMMENT ON FUNCTION loopgenie.boxes_meet(postgis.geometry, postgis.geometry) IS
'Whether the bounding boxes of two geometries meet, to find near ones by index.';

CREATE OR REPLACE FUNCTION loopgenie.widened(geom postgis.geometry, m double precision) RETURNS postgis.geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT postgis.ST_Expand(geom, m / 110000 / cos(radians(least(89, greatest(postgis.ST_YMax(geom::postgis.box3d), -postgis.ST_YMin(geom::postgis.box3d))))));
END;
COMMENT ON FUNCTION loopgenie.widened(postgis.geometry, double precision) IS
'A box that holds everything within so many metres of a geometry in degrees.';

CREATE OR REPLACE FUNCTION loopgenie.parts_of(geom postgis.geometry, OUT part postgis.geometry, OUT turn bigint) RETURNS SETOF record
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 10
BEGIN ATOMIC
  SELECT (d.dump).geom, row_number() OVER ()
  FROM (SELECT postgis.ST_Dump(CASE WHEN postgis.ST_IsValid(geom) THEN geom ELSE postgis.ST_MakeValid(geom) END) AS dump) AS d;
END;
COMMENT ON FUNCTION loopgenie.parts_of(postgis.geometry) IS
'The points, lines and areas that a geometry is made of, made valid, in their order.';

-- Inside an area is what its corners say on the map and on the globe: they differ for sides of many kilometres.
CREATE OR REPLACE FUNCTION loopgenie.comes_within(line postgis.geometry, geom postgis.geometry, m double precision) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT postgis.ST_Intersects(geom, line) OR postgis.ST_DWithin(geom::postgis.geography, line::postgis.geography, m, true);
END;
COMMENT ON FUNCTION loopgenie.comes_within(postgis.geometry, postgis.geometry, double precision) IS
'Whether a line comes within so many metres of a point, line or area in degrees.';
