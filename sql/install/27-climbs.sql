-- Climbs, from the heights in the lines (metres).

-- A climb counts once it turns by more than 10 m: receivers and elevation models are off by about as much, and would climb on level ground.
-- The ends of an edge always count, so that ascent - descent is what its nodes differ by.
CREATE OR REPLACE FUNCTION loopgenie._climb(ele double precision[], OUT ascent double precision, OUT descent double precision)
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  noise constant float8 := 10;
  turning float8 := ele[1];  -- where the climb or descent now under way began
  extreme float8 := ele[1];  -- how far it has come
  up boolean;
  e float8;
BEGIN
  ascent := 0;
  descent := 0;
  FOREACH e IN ARRAY ele LOOP
    IF up IS NULL THEN
      IF abs(e - turning) > noise THEN
        up := e > turning;
        extreme := e;
      END IF;
    ELSIF (up AND e >= extreme) OR (NOT up AND e <= extreme) THEN
      extreme := e;
    ELSIF abs(e - extreme) > noise THEN
      ascent := ascent + greatest(extreme - turning, 0);
      descent := descent + greatest(turning - extreme, 0);
      turning := extreme;
      extreme := e;
      up := NOT up;
    END IF;
  END LOOP;
  -- What is left: to the last extreme, and from there to the end.
  ascent := ascent + greatest(extreme - turning, 0) + greatest(e - extreme, 0);
  descent := descent + greatest(turning - extreme, 0) + greatest(extreme - e, 0);
END $$;
COMMENT ON FUNCTION loopgenie._climb(double precision[]) IS
'Metres up and down along the elevations of an edge.';

-- Heights of the finished graph: each vertex has that of the raw line it comes from, a cut that of the nearest within 2 m. Unlikely heights, and lines
-- that lie at 0 throughout as those of a Shapefile without heights do, are unknown.
CREATE OR REPLACE FUNCTION loopgenie._read_heights() RETURNS boolean
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM loopgenie._drop_work('lg_line_z', 'lg_height', 'lg_vertex');
  CREATE TEMP TABLE lg_line_z ON COMMIT DROP AS
  SELECT postgis.ST_Transform(geom, 3395) AS geom FROM pg_temp.lg_line
  WHERE NOT bad_coordinates AND NOT no_length AND postgis.ST_Zmflag(geom) = 2
    AND NOT (postgis.ST_ZMin(geom::postgis.box3d) = 0 AND postgis.ST_ZMax(geom::postgis.box3d) = 0)
    AND postgis.ST_ZMin(geom::postgis.box3d) > -500 AND postgis.ST_ZMax(geom::postgis.box3d) < 9000;
  IF NOT EXISTS (SELECT FROM pg_temp.lg_line_z) THEN
    RETURN false;
  END IF;
  CREATE INDEX ON pg_temp.lg_line_z USING gist (geom);
  ANALYZE pg_temp.lg_line_z;
  CREATE TEMP TABLE lg_height ON COMMIT DROP AS
  SELECT postgis.ST_X(at) AS x, postgis.ST_Y(at) AS y, avg(postgis.ST_Z(v.geom)) AS ele
  FROM pg_temp.lg_line_z, postgis.ST_DumpPoints(lg_line_z.geom) AS v, postgis.ST_SnapToGrid(v.geom, 0.001::float8) AS at GROUP BY 1, 2;
  ANALYZE pg_temp.lg_height;
  CREATE TEMP TABLE lg_vertex ON COMMIT DROP AS
  SELECT e.id AS edge, v.path[1] AS nr, coalesce(h.ele, near.ele) AS ele,
    CASE v.path[1] WHEN 1 THEN e.source WHEN postgis.ST_NPoints(e.geom) THEN e.target END AS node
  FROM pg_temp.lg_edge e CROSS JOIN postgis.ST_DumpPoints(e.geom) AS v
    LEFT JOIN pg_temp.lg_height h ON (h.x, h.y) = (postgis.ST_X(v.geom), postgis.ST_Y(v.geom))
    LEFT JOIN LATERAL (
      SELECT postgis.ST_Z(postgis.ST_LineInterpolatePoint(z.geom, postgis.ST_LineLocatePoint(z.geom, v.geom))) AS ele
      FROM pg_temp.lg_line_z z
      WHERE h.ele IS NULL AND z.geom OPERATOR(postgis.&&) postgis.ST_Expand(v.geom, 2 * e.unit)
        AND postgis.ST_DWithin(z.geom, v.geom, 2 * e.unit)
      ORDER BY postgis.ST_Distance(z.geom, v.geom), z.geom LIMIT 1) AS near ON true;
  -- All edges of a node share its height.
  UPDATE pg_temp.lg_vertex SET ele = shared.ele
  FROM (SELECT node, avg(ele) AS ele FROM pg_temp.lg_vertex WHERE node IS NOT NULL GROUP BY 1) AS shared WHERE shared.node = lg_vertex.node;
  RETURN true;
END $$;
COMMENT ON FUNCTION loopgenie._read_heights() IS
'Finds the heights of the vertices of lg_edge (lg_vertex) from those of the lines that were read; false where these have none.';

-- Lines carry heights only where all are known: a plain one among them would lie at sea level.
CREATE OR REPLACE FUNCTION loopgenie._store_climbs(network name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  unknown bigint;
BEGIN
  IF NOT loopgenie._read_heights() THEN
    RETURN;
  END IF;
  EXECUTE format($dml$
    UPDATE %1$I.node SET ele_m = round(v.ele::numeric, 1)
    FROM (SELECT node, min(ele) AS ele FROM pg_temp.lg_vertex GROUP BY 1) AS v WHERE v.node = node.id;
    UPDATE %1$I.edge SET ascent_m = round(ascent::numeric, 1), descent_m = round(descent::numeric, 1)
    FROM (SELECT edge, array_agg(ele ORDER BY nr) AS ele FROM pg_temp.lg_vertex GROUP BY 1 HAVING count(*) = count(ele)) AS profile,
      loopgenie._climb(profile.ele)
    WHERE profile.edge = edge.id;
  $dml$, network);
  EXECUTE format('SELECT count(*) FROM %I.edge WHERE ascent_m IS NULL', network) INTO unknown;
  IF unknown > 0 THEN
    RAISE NOTICE '% edges have no heights, or impossible ones: their climb is unknown', unknown
      USING HINT = 'Loops over them have no ascent_m, and max_ascent_m leaves them out.';
    RETURN;
  END IF;
  EXECUTE format($dml$
    ALTER TABLE %1$I.edge ALTER COLUMN geom TYPE postgis.geometry(LineStringZ, 4326) USING postgis.ST_Force3D(geom, 0::float8);
    UPDATE %1$I.edge SET geom = risen.geom
    FROM (SELECT e.id, postgis.ST_SetSRID(postgis.ST_MakeLine(postgis.ST_MakePoint(postgis.ST_X(p.geom), postgis.ST_Y(p.geom), v.ele) ORDER BY v.nr), 4326) AS geom
          FROM %1$I.edge e CROSS JOIN postgis.ST_DumpPoints(e.geom) AS p JOIN pg_temp.lg_vertex v ON v.edge = e.id AND v.nr = p.path[1]
          GROUP BY e.id) AS risen
    WHERE risen.id = edge.id;
  $dml$, network);
END $$;
COMMENT ON FUNCTION loopgenie._store_climbs(name) IS
'Writes the climbs of edges, and the heights of nodes and lines, into a network that was stored; nothing where no line has heights.';
