-- The spatial SQL behind plan_loop, bound to PostGIS at creation: callers need not have its
-- schema in their search_path. All of it computes from its arguments alone.

GRANT USAGE ON SCHEMA loopgenie TO PUBLIC;

-- A degree of latitude is never shorter than 110,574 m; 110,000 leaves a margin. A box that
-- would pass a pole or the antimeridian spans all longitudes.
CREATE FUNCTION loopgenie.grown_box(box geometry, metres double precision) RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT CASE WHEN w.south <= -89.9 OR w.north >= 89.9 OR w.west < -180 OR w.east > 180
              THEN ST_MakeEnvelope(-180, greatest(w.south, -90), 180, least(w.north, 90), 4326)
              ELSE ST_MakeEnvelope(w.west, w.south, w.east, w.north, 4326) END
  FROM (SELECT metres / 110000 AS high) h,
       LATERAL (SELECT ST_YMin(box) - h.high AS south, ST_YMax(box) + h.high AS north) p,
       LATERAL (SELECT h.high / greatest(cosd(least(greatest(-p.south, p.north), 89.9)), 0.001) AS wide) l,
       LATERAL (SELECT p.south, p.north, ST_XMin(box) - l.wide AS west, ST_XMax(box) + l.wide AS east) w;
END;
COMMENT ON FUNCTION loopgenie.grown_box(geometry, double precision) IS
'The bounding box of a geometry in degrees, grown by at least so many metres on every side.
Null for a null geometry. Example: SELECT loopgenie.grown_box(ST_Point(1.5, 42.5, 4326), 1000)';

CREATE FUNCTION loopgenie.boxes_meet(a geometry, b geometry) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT a && b;
END;
COMMENT ON FUNCTION loopgenie.boxes_meet(geometry, geometry) IS
'Whether two bounding boxes meet: the operator && for callers without PostGIS in their search_path.
The planner inlines it, so that spatial indexes serve it.';

CREATE FUNCTION loopgenie.geodesic_m(lat double precision, lon double precision, geom geometry)
RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT ST_Distance(ST_Point(lon, lat, 4326)::geography, geom::geography);
END;
COMMENT ON FUNCTION loopgenie.geodesic_m(double precision, double precision, geometry) IS
'Metres on the WGS 84 ellipsoid from a place in degrees to a geometry.
Example: SELECT loopgenie.geodesic_m(42.5063, 1.5218, geom) FROM trails.trailhead';

CREATE FUNCTION loopgenie.point_at(lat double precision, lon double precision) RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT ST_Point(lon, lat, 4326);
END;
COMMENT ON FUNCTION loopgenie.point_at(double precision, double precision) IS
'A point in EPSG:4326 from latitude and longitude in degrees, in that order.';

CREATE FUNCTION loopgenie.extent_of(geoms geometry[]) RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT ST_SetSRID(ST_Extent(geom)::geometry, 4326) FROM unnest(geoms) AS geom;
END;
COMMENT ON FUNCTION loopgenie.extent_of(geometry[]) IS
'The box around geometries in EPSG:4326; null for none.';

CREATE FUNCTION loopgenie.walked_line(geoms geometry[], reversed boolean[]) RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT ST_MakeLine(array_agg(CASE WHEN r THEN ST_Reverse(g) ELSE g END ORDER BY i))
  FROM unnest(geoms, reversed) WITH ORDINALITY AS e(g, r, i);
END;
COMMENT ON FUNCTION loopgenie.walked_line(geometry[], boolean[]) IS
'One line along edges in walking order, each turned where it is walked from target to source.';

CREATE FUNCTION loopgenie.walked_names(names text[]) RETURNS text[]
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
