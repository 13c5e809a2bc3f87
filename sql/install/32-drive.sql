-- The spatial SQL behind driving over a network's roads, bound to PostGIS at creation like 30-spatial.sql.
-- degrees_apart is inlined where it is called, so that the index on road.geom serves it.

CREATE OR REPLACE FUNCTION loopgenie.degrees_apart(a postgis.geometry, b postgis.geometry) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT a OPERATOR(postgis.<->) b;
END;
COMMENT ON FUNCTION loopgenie.degrees_apart(postgis.geometry, postgis.geometry) IS
'The distance of two geometries in degrees, to find near ones by index.';

CREATE OR REPLACE FUNCTION loopgenie.place_point(lat double precision, lon double precision) RETURNS postgis.geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT postgis.ST_Point(lon, lat, 4326);
END;
COMMENT ON FUNCTION loopgenie.place_point(double precision, double precision) IS
'A place in degrees as a point in EPSG:4326.';

CREATE OR REPLACE FUNCTION loopgenie.snap_to_road(lat double precision, lon double precision, road postgis.geometry,
  OUT fraction double precision, OUT gap_m double precision)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT foot.at, postgis.ST_Distance(postgis.ST_LineInterpolatePoint(road, foot.at)::postgis.geography, postgis.ST_Point(lon, lat, 4326)::postgis.geography, true)
  FROM (SELECT postgis.ST_LineLocatePoint(postgis.ST_Scale(road, cos(radians(lat)), 1::float8), postgis.ST_Point(lon * cos(radians(lat)), lat, 4326)) AS at) AS foot;
END;
COMMENT ON FUNCTION loopgenie.snap_to_road(double precision, double precision, postgis.geometry) IS
'Where along a road a place is nearest (fraction 0 to 1), and how many metres off.';
