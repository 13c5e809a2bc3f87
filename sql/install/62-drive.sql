-- The spatial SQL behind driving over a network's roads, bound to PostGIS at creation like 60-spatial.sql.
-- degrees_apart is inlined where it is called, so that the index on road.geom serves it.

CREATE FUNCTION loopgenie.degrees_apart(a geometry, b geometry) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT a <-> b;
END;
COMMENT ON FUNCTION loopgenie.degrees_apart(geometry, geometry) IS
'The distance of two geometries in degrees, to find near ones by index.';

CREATE FUNCTION loopgenie.place_point(lat double precision, lon double precision) RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT ST_Point(lon, lat, 4326);
END;
COMMENT ON FUNCTION loopgenie.place_point(double precision, double precision) IS
'A place in degrees as a point in EPSG:4326.';

CREATE FUNCTION loopgenie.snap_to_road(lat double precision, lon double precision, road geometry,
  OUT fraction double precision, OUT gap_m double precision)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT foot.at, ST_Distance(ST_LineInterpolatePoint(road, foot.at)::geography, ST_Point(lon, lat, 4326)::geography)
  FROM (SELECT ST_LineLocatePoint(ST_Scale(road, cos(radians(lat)), 1), ST_Point(lon * cos(radians(lat)), lat, 4326)) AS at) AS foot;
END;
COMMENT ON FUNCTION loopgenie.snap_to_road(double precision, double precision, geometry) IS
'Where along a road a place is nearest (fraction 0 to 1), and how many metres off.';
