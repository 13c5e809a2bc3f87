-- Noding: cutting raw lines where they meet, so that every junction is a shared end.
--
-- Why not one of the ways at hand: on a table of 1,367 real lines (3,658 km, of which 37 km are drawn
-- twice), with snap_m 30, measured side by side by test/bench/noding.sh:
--
--   way                                        seconds   edges     km   pairs cut off
--   this one                                       4.4   1,750  3,622               0
--   ST_Node of everything                          1.4   2,086  3,622              50
--   ST_UnaryUnion of everything                    0.1   3,790  3,622              50
--   ST_Snap to the neighbours, then ST_Node       24.1  14,461  4,042               2
--   ST_Split at ST_Intersection                    1.0   5,801  3,659              50
--   pgr_nodeNetwork                          22.5-32.6   1,870  3,659              52
--   postgis_topology                              12.1   2,043  3,622              47
--
-- "Pairs cut off" are pairs of trails that cross, or end within 30 m of each other, and that the result
-- leaves in different components. GEOS nodes exactly, so it loses what meets only nearly; snapping first
-- welds what runs side by side (420 km too much); pgr_nodeNetwork keeps both copies of a path drawn twice.
-- So PostGIS does the geometry here (ST_Intersection, ST_ClosestPoint, ST_LineLocatePoint), and the rules what is a junction.

-- From lg_part to lg_edge: chains, stretches of a line that keep going the same way along the
-- x axis. A chain can neither cross nor retrace itself, so whatever a line does to itself
-- (a ring, a figure of eight, there and back) becomes something two chains do to each other,
-- and one set of rules serves all.
CREATE OR REPLACE FUNCTION loopgenie._cut_into_chains() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM loopgenie._drop_work('lg_edge');
  CREATE TEMP TABLE lg_edge ON COMMIT DROP AS
  WITH segment AS (
    SELECT p.id AS part, p.label, point.path[1] AS nr, point.geom AS here,
      pg_catalog.lead(point.geom) OVER line AS there
    FROM pg_temp.lg_part p, postgis.ST_DumpPoints(p.geom) AS point
    WINDOW line AS (PARTITION BY p.id ORDER BY point.path[1])
  ), directed AS (
    SELECT *, (postgis.ST_X(there), postgis.ST_Y(there)) > (postgis.ST_X(here), postgis.ST_Y(here)) AS forward
    FROM segment WHERE there IS NOT NULL
  ), turn AS (
    SELECT *, forward <> pg_catalog.lag(forward) OVER line AS turns
    FROM directed WINDOW line AS (PARTITION BY part ORDER BY nr)
  ), numbered AS (
    SELECT *, pg_catalog.count(*) FILTER (WHERE turns) OVER (PARTITION BY part ORDER BY nr) AS chain
    FROM turn
  ), joined AS (
    SELECT part, chain, pg_catalog.min(label) AS label,
      postgis.ST_MakeLine(pg_catalog.array_agg(here ORDER BY nr) || (pg_catalog.array_agg(there ORDER BY nr DESC))[1]) AS geom
    FROM numbered GROUP BY part, chain
  )
  SELECT pg_catalog.row_number() OVER (ORDER BY part, chain) AS id,
    CASE WHEN label IS NULL THEN '{}' ELSE ARRAY[label] END AS labels,
    loopgenie._units_per_m(geom) AS unit, geom
  FROM joined;
  CREATE INDEX ON pg_temp.lg_edge USING gist (geom);
  ANALYZE pg_temp.lg_edge;
  PERFORM loopgenie._drop_work('lg_cut');
  CREATE TEMP TABLE lg_cut (edge bigint, at double precision, geom postgis.geometry) ON COMMIT DROP;
END $$;
COMMENT ON FUNCTION loopgenie._cut_into_chains() IS
'Cuts the lines of lg_part into chains that cannot meet themselves: the first lg_edge.';

-- Cuts the chains where they meet: where they cross or touch; where they come nearest, if
-- that is within drawing_m; and at both ends of each stretch of 20 m or more on which the later
-- one runs within drawing_m of the earlier one. Such a stretch is the same path drawn again: it is
-- dropped, and its name goes to what it retraced.
CREATE OR REPLACE FUNCTION loopgenie._node_chains(drawing_m double precision) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM loopgenie._drop_work('lg_pair', 'lg_redrawn', 'lg_meeting');
  CREATE TEMP TABLE lg_pair ON COMMIT DROP AS
  SELECT a.id AS a, b.id AS b, a.geom AS a_geom, b.geom AS b_geom, a.unit,
    postgis.ST_Intersects(a.geom, b.geom) AS meet
  FROM pg_temp.lg_edge a JOIN pg_temp.lg_edge b
    ON b.geom OPERATOR(postgis.&&) postgis.ST_Expand(a.geom, drawing_m * a.unit) AND a.id < b.id
  WHERE postgis.ST_DWithin(a.geom, b.geom, drawing_m * a.unit);

  CREATE TEMP TABLE lg_redrawn ON COMMIT DROP AS
  SELECT a, b, b_from, b_to, postgis.ST_ClosestPoint(a_geom, b_from) AS a_from, postgis.ST_ClosestPoint(a_geom, b_to) AS a_to,
    a_geom, b_geom
  FROM (
    SELECT pair.*, postgis.ST_StartPoint(stretch.geom) AS b_from, postgis.ST_EndPoint(stretch.geom) AS b_to
    FROM pg_temp.lg_pair AS pair,
      postgis.ST_Dump(postgis.ST_LineMerge(postgis.ST_CollectionExtract(postgis.ST_Intersection(b_geom,
        postgis.ST_Buffer(a_geom, drawing_m * unit, 'endcap=flat quad_segs=2'::text), -1::float8), 2))) AS stretch
    -- Most pairs only share an end, and their boxes hardly overlap: no need to look closer.
    WHERE least(postgis.ST_XMax(a_geom::postgis.box3d), postgis.ST_XMax(b_geom::postgis.box3d)) - greatest(postgis.ST_XMin(a_geom::postgis.box3d), postgis.ST_XMin(b_geom::postgis.box3d))
        + least(postgis.ST_YMax(a_geom::postgis.box3d), postgis.ST_YMax(b_geom::postgis.box3d)) - greatest(postgis.ST_YMin(a_geom::postgis.box3d), postgis.ST_YMin(b_geom::postgis.box3d)) >= 10 * unit
      AND postgis.ST_Length(stretch.geom) >= 20 * unit) AS found;

  CREATE TEMP TABLE lg_meeting ON COMMIT DROP AS
  SELECT a, b, a_geom, b_geom, postgis.ST_SnapToGrid(a_at, 0.001::float8) AS a_at, postgis.ST_SnapToGrid(b_at, 0.001::float8) AS b_at
  FROM (
    SELECT a, b, a_geom, b_geom, place.geom AS a_at, place.geom AS b_at
    FROM pg_temp.lg_pair, postgis.ST_Dump(postgis.ST_Intersection(a_geom, b_geom, -1::float8)) AS part,
      postgis.ST_DumpPoints(CASE postgis.ST_Dimension(part.geom) WHEN 0 THEN part.geom ELSE postgis.ST_Boundary(part.geom) END) AS place
    WHERE meet
    UNION ALL
    SELECT a, b, a_geom, b_geom, postgis.ST_ClosestPoint(a_geom, b_geom), postgis.ST_ClosestPoint(b_geom, a_geom)
    FROM pg_temp.lg_pair WHERE NOT meet
    UNION ALL
    SELECT a, b, a_geom, b_geom, a_from, b_from FROM pg_temp.lg_redrawn
    UNION ALL
    SELECT a, b, a_geom, b_geom, a_to, b_to FROM pg_temp.lg_redrawn) AS meeting;

  INSERT INTO pg_temp.lg_cut
  SELECT a, postgis.ST_LineLocatePoint(a_geom, a_at), a_at FROM pg_temp.lg_meeting
  UNION
  SELECT b, postgis.ST_LineLocatePoint(b_geom, b_at), b_at FROM pg_temp.lg_meeting;
  PERFORM loopgenie._split_edges();
  PERFORM loopgenie._drop_redrawn();

  INSERT INTO pg_temp.lg_edge (labels, unit, geom)
  SELECT DISTINCT '{}'::bigint[], loopgenie._units_per_m(a_at), postgis.ST_MakeLine(a_at, b_at)
  FROM pg_temp.lg_meeting WHERE NOT a_at OPERATOR(postgis.=) b_at;
  PERFORM loopgenie._number_graph();
END $$;
COMMENT ON FUNCTION loopgenie._node_chains(double precision) IS
'Cuts the chains of lg_edge where they cross, touch or retrace each other within drawing_m metres.';

-- Pieces know their parent chain and where on it they lie, so what was found between two
-- chains holds for the pieces whose middle lies in the stretch.
CREATE OR REPLACE FUNCTION loopgenie._drop_redrawn() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM loopgenie._drop_work('lg_stretch');
  CREATE TEMP TABLE lg_stretch ON COMMIT DROP AS
  SELECT a, least(a0, a1) AS a_from, greatest(a0, a1) AS a_to,
    b, least(b0, b1) AS b_from, greatest(b0, b1) AS b_to
  FROM (SELECT a, b, postgis.ST_LineLocatePoint(a_geom, a_from) AS a0, postgis.ST_LineLocatePoint(a_geom, a_to) AS a1,
          postgis.ST_LineLocatePoint(b_geom, b_from) AS b0, postgis.ST_LineLocatePoint(b_geom, b_to) AS b1
        FROM pg_temp.lg_redrawn) AS located;
  UPDATE pg_temp.lg_edge kept SET labels = given.labels
  FROM (SELECT keep.id, pg_catalog.array_agg(DISTINCT label ORDER BY label) AS labels
        FROM pg_temp.lg_edge keep
          JOIN pg_temp.lg_stretch s ON s.a = keep.parent AND keep.middle BETWEEN s.a_from AND s.a_to
          JOIN pg_temp.lg_edge lost ON lost.parent = s.b AND lost.middle BETWEEN s.b_from AND s.b_to,
          pg_catalog.unnest(keep.labels || lost.labels) AS label
        GROUP BY keep.id) AS given
  WHERE given.id = kept.id;
  DELETE FROM pg_temp.lg_edge lost USING pg_temp.lg_stretch s
  WHERE s.b = lost.parent AND lost.middle BETWEEN s.b_from AND s.b_to;
END $$;
COMMENT ON FUNCTION loopgenie._drop_redrawn() IS
'Removes the stretches of lg_redrawn that repeat an earlier chain and hands on their labels.';
