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

-- Parallel workers do not read temporary tables. What there is most of, parts, chains and pairs of chains, therefore lies in unlogged
-- tables of the schema that is being built (work), dropped once all is noded: so Postgres gives each worker a share.

-- Cuts the chains where they meet: where they cross or touch; where they come nearest, if
-- that is within drawing_m; and at both ends of each stretch of 20 m or more on which the later
-- one runs within drawing_m of the earlier one. Such a stretch is the same path drawn again: it is
-- dropped, and its name goes to what it retraced.
CREATE OR REPLACE FUNCTION loopgenie._node_chains(drawing_m double precision, work name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET parallel_setup_cost = 0 SET parallel_tuple_cost = 0 AS $$
BEGIN
  -- Most pairs only share an end. Where their boxes hardly overlap, or too little of the later one is in the other's box, there is no need to
  -- look closer for a stretch.
  EXECUTE format($sql$
    CREATE UNLOGGED TABLE %1$I.lg_pair WITH (toast_tuple_target = 8160) AS
    SELECT a.id AS a, b.id AS b, a.geom AS a_geom, b.geom AS b_geom, a.unit, beside, joined OR postgis.ST_Intersects(a.geom, b.geom) AS meet
    FROM %1$I.lg_edge a JOIN %1$I.lg_edge b ON b.geom OPERATOR(postgis.&&) postgis.ST_Expand(a.geom, %2$L * a.unit) AND a.id < b.id,
      LATERAL (SELECT postgis.ST_EndPoint(a.geom) OPERATOR(postgis.=) postgis.ST_StartPoint(b.geom) OR postgis.ST_StartPoint(a.geom) OPERATOR(postgis.=) postgis.ST_EndPoint(b.geom)
                 OR postgis.ST_EndPoint(a.geom) OPERATOR(postgis.=) postgis.ST_EndPoint(b.geom) OR postgis.ST_StartPoint(a.geom) OPERATOR(postgis.=) postgis.ST_StartPoint(b.geom) AS joined) AS ends,
      LATERAL (SELECT least(postgis.ST_XMax(a.geom::postgis.box3d), postgis.ST_XMax(b.geom::postgis.box3d)) - greatest(postgis.ST_XMin(a.geom::postgis.box3d), postgis.ST_XMin(b.geom::postgis.box3d))
                 + least(postgis.ST_YMax(a.geom::postgis.box3d), postgis.ST_YMax(b.geom::postgis.box3d)) - greatest(postgis.ST_YMin(a.geom::postgis.box3d), postgis.ST_YMin(b.geom::postgis.box3d)) >= 10 * a.unit
               AND postgis.ST_Length(postgis.ST_ClipByBox2D(b.geom, postgis.ST_Expand(a.geom, %2$L * a.unit)::postgis.box2d)) >= 19 * a.unit AS beside) AS boxes
    WHERE (joined OR postgis.ST_DWithin(a.geom, b.geom, %2$L * a.unit)) AND (beside OR b.id > a.id + 1 OR NOT loopgenie._part_at_joint(a.geom, b.geom));

    CREATE UNLOGGED TABLE %1$I.lg_redrawn WITH (toast_tuple_target = 8160) AS
    SELECT a, b, b_from, b_to, postgis.ST_ClosestPoint(a_geom, b_from) AS a_from, postgis.ST_ClosestPoint(a_geom, b_to) AS a_to, a_geom, b_geom
    FROM (
      SELECT pair.*, postgis.ST_StartPoint(stretch.geom) AS b_from, postgis.ST_EndPoint(stretch.geom) AS b_to
      FROM %1$I.lg_pair AS pair,
        postgis.ST_Dump(postgis.ST_LineMerge(postgis.ST_CollectionExtract(postgis.ST_Intersection(b_geom,
          postgis.ST_Buffer(a_geom, %2$L * unit, 'endcap=flat quad_segs=2'::text), -1::float8), 2))) AS stretch
      WHERE beside AND postgis.ST_Length(stretch.geom) >= 20 * unit) AS found;

    -- A chain need not be cut at its own ends, which is where most meet; but where it is not the next one of its line that it meets there, it ends for good.
    CREATE UNLOGGED TABLE %1$I.lg_meeting WITH (toast_tuple_target = 8160) AS
    SELECT a, b, a_geom, b_geom, spot.a_at, spot.b_at, inside_a, inside_b
    FROM (
      SELECT a, b, a_geom, b_geom, place.geom AS a_at, place.geom AS b_at
      FROM (SELECT *, postgis.ST_Intersection(a_geom, b_geom, -1::float8) AS common FROM %1$I.lg_pair WHERE meet OFFSET 0) AS met,
        postgis.ST_Dump(common) AS part, postgis.ST_DumpPoints(CASE postgis.ST_Dimension(part.geom) WHEN 0 THEN part.geom ELSE postgis.ST_Boundary(part.geom) END) AS place
      WHERE b > a + 1 OR NOT ((common OPERATOR(postgis.=) postgis.ST_StartPoint(a_geom) OR common OPERATOR(postgis.=) postgis.ST_EndPoint(a_geom))
             AND (common OPERATOR(postgis.=) postgis.ST_StartPoint(b_geom) OR common OPERATOR(postgis.=) postgis.ST_EndPoint(b_geom)))
      UNION ALL
      SELECT a, b, a_geom, b_geom, postgis.ST_ClosestPoint(a_geom, b_geom), postgis.ST_ClosestPoint(b_geom, a_geom)
      FROM %1$I.lg_pair WHERE NOT meet
      UNION ALL
      SELECT a, b, a_geom, b_geom, a_from, b_from FROM %1$I.lg_redrawn
      UNION ALL
      SELECT a, b, a_geom, b_geom, a_to, b_to FROM %1$I.lg_redrawn) AS meeting,
      LATERAL (SELECT postgis.ST_SnapToGrid(a_at, 0.001::float8) AS a_at, postgis.ST_SnapToGrid(b_at, 0.001::float8) AS b_at) AS spot,
      LATERAL (SELECT NOT spot.a_at OPERATOR(postgis.=) postgis.ST_StartPoint(a_geom) AND NOT spot.a_at OPERATOR(postgis.=) postgis.ST_EndPoint(a_geom) AS inside_a,
                 NOT spot.b_at OPERATOR(postgis.=) postgis.ST_StartPoint(b_geom) AND NOT spot.b_at OPERATOR(postgis.=) postgis.ST_EndPoint(b_geom) AS inside_b) AS inside
    WHERE b > a + 1 OR inside_a OR inside_b OR NOT spot.a_at OPERATOR(postgis.=) spot.b_at;

    INSERT INTO %1$I.lg_cut
    SELECT a, postgis.ST_LineLocatePoint(a_geom, a_at), a_at FROM %1$I.lg_meeting WHERE inside_a
    UNION
    SELECT b, postgis.ST_LineLocatePoint(b_geom, b_at), b_at FROM %1$I.lg_meeting WHERE inside_b;
  $sql$, work, drawing_m);
  PERFORM loopgenie._split_edges(work);
  PERFORM loopgenie._drop_redrawn(work);
  PERFORM loopgenie._join_chains(work);
  EXECUTE format($sql$
    INSERT INTO pg_temp.lg_edge (labels, unit, geom)
    SELECT DISTINCT '{}'::bigint[], loopgenie._units_per_m(a_at), postgis.ST_MakeLine(a_at, b_at)
    FROM %1$I.lg_meeting WHERE NOT a_at OPERATOR(postgis.=) b_at;
    DROP TABLE %1$I.lg_edge, %1$I.lg_cut, %1$I.lg_pair, %1$I.lg_redrawn, %1$I.lg_meeting;
  $sql$, work);
  PERFORM loopgenie._number_graph();
  PERFORM loopgenie._drop_doubles(drawing_m);
  INSERT INTO pg_temp.lg_edge (labels, unit, geom) SELECT labels, unit, geom FROM pg_temp.lg_run WHERE pieces > 1;
  DROP TABLE pg_temp.lg_run;
  PERFORM loopgenie._number_graph();
END $$;
COMMENT ON FUNCTION loopgenie._node_chains(double precision, name) IS
'Cuts the chains of lg_edge, in the schema work, where they cross, touch or retrace each other within drawing_m metres: lg_edge and lg_node.';

-- Pieces know their parent chain and where on it they lie, so what was found between two
-- chains holds for the pieces whose middle lies in the stretch.
CREATE OR REPLACE FUNCTION loopgenie._drop_redrawn(work name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM loopgenie._drop_work('lg_stretch');
  EXECUTE format($sql$
    CREATE TEMP TABLE lg_stretch ON COMMIT DROP AS
    SELECT a, least(a0, a1) AS a_from, greatest(a0, a1) AS a_to,
      b, least(b0, b1) AS b_from, greatest(b0, b1) AS b_to
    FROM (SELECT a, b, postgis.ST_LineLocatePoint(a_geom, a_from) AS a0, postgis.ST_LineLocatePoint(a_geom, a_to) AS a1,
            postgis.ST_LineLocatePoint(b_geom, b_from) AS b0, postgis.ST_LineLocatePoint(b_geom, b_to) AS b1
          FROM %I.lg_redrawn) AS located
  $sql$, work);
  ANALYZE pg_temp.lg_stretch;
  ANALYZE pg_temp.lg_edge (parent, middle);
  UPDATE pg_temp.lg_edge kept SET labels = given.labels
  FROM (SELECT keep.id, pg_catalog.array_agg(DISTINCT label ORDER BY label) AS labels
        FROM (SELECT DISTINCT s.a, s.a_from, s.a_to, lost.labels
              FROM pg_temp.lg_stretch s JOIN pg_temp.lg_edge lost ON lost.parent = s.b AND lost.middle BETWEEN s.b_from AND s.b_to) AS retraced
          JOIN pg_temp.lg_edge keep ON keep.parent = retraced.a AND keep.middle BETWEEN retraced.a_from AND retraced.a_to,
          pg_catalog.unnest(keep.labels || retraced.labels) AS label
        GROUP BY keep.id) AS given
  WHERE given.id = kept.id AND given.labels <> kept.labels;
  DELETE FROM pg_temp.lg_edge lost USING pg_temp.lg_stretch s
  WHERE s.b = lost.parent AND lost.middle BETWEEN s.b_from AND s.b_to;
END $$;
COMMENT ON FUNCTION loopgenie._drop_redrawn(name) IS
'Removes the stretches of lg_redrawn that repeat an earlier chain and hands on their labels.';
