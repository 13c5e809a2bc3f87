-- Closing gaps: what snap_m does.
--
-- Only dead ends reach out, each to the nearest trail or end within snap_m. Trails that run side by
-- side are never drawn together, however near. And a gap is only closed when the way round along the
-- trails is at least ten times as long (or there is none): otherwise a spur that leaves
-- its trail at a sharp angle, or the tip of a hairpin, would become a loop of its own.
--
-- A gap is closed by a straight connector as long as the gap, not by moving the end: the trail stays
-- where it was drawn, and the hiker walks those metres, so they count. The connector carries
-- the trail's labels and is joined to it afterwards.

CREATE OR REPLACE FUNCTION loopgenie._close_gaps(snap_m double precision) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM loopgenie._drop_work('lg_loose_end', 'lg_gap');
  -- Ends keep their place while the graph is renumbered. An end that has reached another one looks on
  -- for a trail beside them both, but no further than twice as far.
  CREATE TEMP TABLE lg_loose_end ON COMMIT DROP AS
  SELECT geom, loopgenie._units_per_m(geom) AS unit, snap_m AS reach_m, true AS active FROM pg_temp.lg_node WHERE degree = 1;
  LOOP
    PERFORM loopgenie._find_gaps(snap_m);
    EXIT WHEN NOT EXISTS (SELECT FROM pg_temp.lg_gap);
    PERFORM loopgenie._choose_loose_ends();
    INSERT INTO pg_temp.lg_cut SELECT edge, at, target FROM pg_temp.lg_gap WHERE at > 0 AND at < 1;
    PERFORM loopgenie._split_edges();
    INSERT INTO pg_temp.lg_edge (labels, unit, geom)
    SELECT labels, unit, postgis.ST_MakeLine(geom, target) FROM pg_temp.lg_gap;
    PERFORM loopgenie._number_graph();
    UPDATE pg_temp.lg_loose_end e SET reach_m = least(e.reach_m, 2 * reached.gap_m)
    FROM (SELECT ends.geom, pg_catalog.min(g.gap_m) AS gap_m
          FROM pg_temp.lg_gap g, LATERAL (VALUES (g.geom), (g.target)) AS ends(geom) GROUP BY ends.geom) AS reached
    WHERE e.geom OPERATOR(postgis.=) reached.geom;
  END LOOP;
END $$;
COMMENT ON FUNCTION loopgenie._close_gaps(double precision) IS
'Connects dead ends of lg_edge to the nearest trail or end within snap_m metres.';

-- Which ends the next round looks at: those that had a gap to close, and those in whose reach this round splits a trail or draws a connector.
-- For all others nothing has changed but that ways round have become shorter, which closes no gap.
CREATE OR REPLACE FUNCTION loopgenie._choose_loose_ends() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM loopgenie._drop_work('lg_changed');
  CREATE TEMP TABLE lg_changed ON COMMIT DROP AS
  SELECT e.geom FROM pg_temp.lg_edge e WHERE e.id IN (SELECT edge FROM pg_temp.lg_gap WHERE at > 0 AND at < 1)
  UNION ALL SELECT postgis.ST_MakeLine(geom, target) FROM pg_temp.lg_gap;
  CREATE INDEX ON pg_temp.lg_changed USING gist (geom);
  ANALYZE pg_temp.lg_changed;
  UPDATE pg_temp.lg_loose_end l SET active = near.active
  FROM (
    SELECT l.geom, EXISTS (SELECT FROM pg_temp.lg_worth w WHERE w.geom OPERATOR(postgis.=) l.geom) OR EXISTS (
        SELECT FROM pg_temp.lg_changed c WHERE c.geom OPERATOR(postgis.&&) postgis.ST_Expand(l.geom, l.reach_m * l.unit)
          AND postgis.ST_DWithin(c.geom, l.geom, l.reach_m * l.unit)) AS active
    FROM pg_temp.lg_loose_end l) AS near
  WHERE near.geom OPERATOR(postgis.=) l.geom AND near.active <> l.active;
END $$;
COMMENT ON FUNCTION loopgenie._choose_loose_ends() IS
'Marks those of lg_loose_end as active that may have a gap to close after the gaps of lg_gap are.';

-- One round: at most one gap of each loose end, and of loose ends near each other along the trails only
-- the one with the smallest, since closing it may answer for the others.
CREATE OR REPLACE FUNCTION loopgenie._find_gaps(snap_m double precision) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM loopgenie._drop_work('lg_reach', 'lg_candidate', 'lg_start', 'lg_worth', 'lg_gap');
  CREATE INDEX ON pg_temp.lg_edge USING gist (geom);
  CREATE TEMP TABLE lg_start ON COMMIT DROP AS
  SELECT DISTINCT ON (n.id) n.id AS node, l.geom, l.unit, l.reach_m, own.labels
  FROM pg_temp.lg_loose_end l JOIN pg_temp.lg_node n ON n.geom OPERATOR(postgis.=) l.geom
    JOIN (SELECT source AS node, id, metres, labels FROM pg_temp.lg_edge UNION ALL SELECT target, id, metres, labels FROM pg_temp.lg_edge) AS own ON own.node = n.id
  WHERE l.active ORDER BY n.id, own.metres DESC, own.id;

  -- On its own trail an end may only reach what lies far from it along the line.
  CREATE TEMP TABLE lg_candidate ON COMMIT DROP AS
  SELECT s.node, s.geom, s.unit, s.labels, e.id AS edge, e.source, e.target, e.metres, e.geom AS edge_geom,
    postgis.ST_LineLocatePoint(e.geom, near.point) AS at, postgis.ST_Distance(near.point, s.geom) / s.unit AS gap_m
  FROM pg_temp.lg_start s
    JOIN pg_temp.lg_edge e ON e.geom OPERATOR(postgis.&&) postgis.ST_Expand(s.geom, s.reach_m * s.unit)
      AND postgis.ST_DWithin(e.geom, s.geom, s.reach_m * s.unit),
    LATERAL (SELECT postgis.ST_ClosestPoint(CASE
        WHEN s.node NOT IN (e.source, e.target) THEN e.geom
        WHEN e.metres <= 10 * s.reach_m THEN CASE WHEN s.node = e.source THEN postgis.ST_EndPoint(e.geom) ELSE postgis.ST_StartPoint(e.geom) END
        WHEN s.node = e.source THEN postgis.ST_LineSubstring(e.geom, 10 * s.reach_m / e.metres, 1::float8)
        ELSE postgis.ST_LineSubstring(e.geom, 0::float8, 1 - 10 * s.reach_m / e.metres) END, s.geom) AS point) AS near
  WHERE postgis.ST_Distance(near.point, s.geom) BETWEEN 0.0005 AND s.reach_m * s.unit;

  -- A junction hardly further away than the nearest point is the better target.
  UPDATE pg_temp.lg_candidate SET at = pg_catalog.round(at), gap_m = to_end
  FROM (SELECT node AS n, edge AS e, postgis.ST_Distance(geom, CASE WHEN at < 0.5 THEN postgis.ST_StartPoint(edge_geom) ELSE postgis.ST_EndPoint(edge_geom) END) / unit AS to_end
        FROM pg_temp.lg_candidate) AS ends
  WHERE n = node AND e = edge AND to_end > 0 AND to_end <= least(snap_m, 2 * gap_m);

  PERFORM loopgenie._require_own_pgrouting();
  CREATE TEMP TABLE lg_reach ON COMMIT DROP AS
  SELECT from_v, node, agg_cost FROM loopgenie._nodes_within(
    'SELECT id, source, target, metres AS cost FROM pg_temp.lg_edge',
    (SELECT coalesce(pg_catalog.array_agg(DISTINCT node), '{0}') FROM pg_temp.lg_candidate), 10 * snap_m);
  CREATE INDEX ON pg_temp.lg_reach (from_v, node);
  ANALYZE pg_temp.lg_reach;

  CREATE TEMP TABLE lg_worth ON COMMIT DROP AS
  WITH worth AS (
    SELECT DISTINCT ON (c.node) c.node, c.geom, c.unit, c.labels, c.edge, c.at, c.gap_m,
      postgis.ST_SnapToGrid(postgis.ST_LineInterpolatePoint(c.edge_geom, c.at), 0.001::float8) AS target
    FROM pg_temp.lg_candidate c
      LEFT JOIN pg_temp.lg_reach s ON s.from_v = c.node AND s.node = c.source
      LEFT JOIN pg_temp.lg_reach t ON t.from_v = c.node AND t.node = c.target
    WHERE coalesce(least(s.agg_cost + c.at * c.metres, t.agg_cost + (1 - c.at) * c.metres), 'Infinity') >= 10 * c.gap_m
    ORDER BY c.node, c.gap_m, c.edge
  )
  SELECT DISTINCT ON (least(geom, target), greatest(geom, target)) * FROM worth
  ORDER BY least(geom, target), greatest(geom, target), node;
  CREATE INDEX ON pg_temp.lg_worth (node);
  ANALYZE pg_temp.lg_worth;

  CREATE TEMP TABLE lg_gap ON COMMIT DROP AS
  SELECT * FROM pg_temp.lg_worth m
  WHERE NOT EXISTS (
    SELECT FROM pg_temp.lg_reach r JOIN pg_temp.lg_worth o ON o.node = r.node
    WHERE r.from_v = m.node AND (o.gap_m, o.node) < (m.gap_m, m.node));
END $$;
COMMENT ON FUNCTION loopgenie._find_gaps(double precision) IS
'Finds the gaps between loose ends and trails that the next round of _close_gaps closes (lg_gap).';
