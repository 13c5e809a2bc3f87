-- The graph in the making, in temporary tables: lg_edge (labels sorted, unit = units of the
-- plane per metre, ends of geom exactly at the nodes) and lg_node. Every step below leaves
-- geometries whose ends meet exactly and then, unless it changed nothing, has the graph numbered anew, in an order
-- that depends on nothing but the geometries: same trails, same ids.

CREATE OR REPLACE FUNCTION loopgenie._number_graph() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM loopgenie._drop_work('lg_node', 'lg_numbered');
  CREATE TEMP TABLE lg_node ON COMMIT DROP AS
  SELECT pg_catalog.row_number() OVER (ORDER BY ends.geom) AS id, ends.geom, pg_catalog.count(*) AS degree
  FROM pg_temp.lg_edge, LATERAL (VALUES (postgis.ST_StartPoint(lg_edge.geom)), (postgis.ST_EndPoint(lg_edge.geom))) AS ends(geom)
  GROUP BY ends.geom;
  CREATE TEMP TABLE lg_numbered WITH (toast_tuple_target = 8160) ON COMMIT DROP AS
  SELECT pg_catalog.row_number() OVER (ORDER BY s.id, t.id, e.units, e.geom, e.labels) AS id,
    s.id AS source, t.id AS target, e.labels, e.unit, e.units / e.unit AS metres, e.geom
  FROM (SELECT *, postgis.ST_StartPoint(geom) AS first, postgis.ST_EndPoint(geom) AS last, postgis.ST_Length(geom) AS units FROM pg_temp.lg_edge OFFSET 0) AS e
    JOIN pg_temp.lg_node s ON s.geom OPERATOR(postgis.=) e.first
    JOIN pg_temp.lg_node t ON t.geom OPERATOR(postgis.=) e.last;
  DROP TABLE pg_temp.lg_edge;
  ALTER TABLE pg_temp.lg_numbered RENAME TO lg_edge;
  ANALYZE pg_temp.lg_edge;
  ANALYZE pg_temp.lg_node;
END $$;
COMMENT ON FUNCTION loopgenie._number_graph() IS
'Finds the nodes (lg_node, with their degree) of the geometries in lg_edge and numbers both.';

-- Splits edges at the points of lg_cut (edge, at = fraction of its length, geom = the point,
-- which becomes the shared end of the pieces) and empties it. A piece keeps, until the next numbering,
-- its parent's id and where on it its middle lies.
CREATE OR REPLACE FUNCTION loopgenie._split_edges(work name DEFAULT 'pg_temp') RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM loopgenie._drop_work('lg_piece');
  EXECUTE format($sql$
    CREATE INDEX ON %1$I.lg_cut (edge);
    ANALYZE %1$I.lg_cut;
    CREATE TEMP TABLE lg_piece WITH (toast_tuple_target = 8160) ON COMMIT DROP AS
    SELECT row_number() OVER () AS id, whole.id AS parent, 0.5::float8 AS middle, labels, unit, geom
    FROM %1$I.lg_edge whole WHERE NOT EXISTS (SELECT FROM %1$I.lg_cut c WHERE c.edge = whole.id)
    UNION ALL
    SELECT -row_number() OVER (), e.id, (from_at + to_at) / 2, e.labels, e.unit, span.geom
    FROM (SELECT * FROM %1$I.lg_edge WHERE id IN (SELECT edge FROM %1$I.lg_cut)) AS e, LATERAL (
      SELECT from_at, to_at, CASE WHEN from_at = 0 AND from_point OPERATOR(postgis.=) first AND to_at = 1 AND to_point OPERATOR(postgis.=) last THEN e.geom
          WHEN postgis.ST_NPoints(line) > 1 THEN postgis.ST_SetPoint(postgis.ST_SetPoint(line, 0, from_point), -1, to_point)
          ELSE postgis.ST_MakeLine(from_point, to_point) END AS geom
      FROM (SELECT postgis.ST_StartPoint(e.geom) AS first, postgis.ST_EndPoint(e.geom) AS last) AS ends,
        LATERAL (
          SELECT at AS from_at, geom AS from_point, lead(at) OVER along AS to_at, lead(geom) OVER along AS to_point
          FROM (SELECT at, 1 AS rank, c.geom FROM %1$I.lg_cut c WHERE c.edge = e.id UNION ALL VALUES (0, 0, first), (1, 2, last)) AS stop
          WINDOW along AS (ORDER BY at, rank, geom)) AS between_stops,
        LATERAL (SELECT postgis.ST_LineSubstring(e.geom, from_at, to_at) AS line) AS part
      WHERE to_at IS NOT NULL AND (from_at < to_at OR NOT from_point OPERATOR(postgis.=) to_point)) AS span;
  $sql$, work);
  DELETE FROM pg_temp.lg_piece WHERE postgis.ST_Length(geom) = 0;
  PERFORM loopgenie._drop_work('lg_edge');
  ALTER TABLE pg_temp.lg_piece RENAME TO lg_edge;
  TRUNCATE pg_temp.lg_cut;
END $$;
COMMENT ON FUNCTION loopgenie._split_edges(name) IS 'Splits the edges of lg_edge, a table of the schema work, at the points of lg_cut: the next lg_edge.';

-- Two edges between the same nodes that nowhere part by more than drawing_m are one path. What is left keeps its numbers, and their order,
-- until _join_edges closes them up.
CREATE OR REPLACE FUNCTION loopgenie._drop_doubles(drawing_m double precision) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM loopgenie._drop_work('lg_double');
  CREATE TEMP TABLE lg_double ON COMMIT DROP AS
  SELECT pg_catalog.min(a.id) AS keep, b.id AS lose
  FROM pg_temp.lg_edge a JOIN pg_temp.lg_edge b ON a.id < b.id
    AND least(a.source, a.target) = least(b.source, b.target)
    AND greatest(a.source, a.target) = greatest(b.source, b.target)
    AND postgis.ST_HausdorffDistance(a.geom, b.geom) <= drawing_m * a.unit
  GROUP BY b.id;
  UPDATE pg_temp.lg_edge kept SET labels = given.labels
  FROM (SELECT d.keep, pg_catalog.array_agg(DISTINCT label ORDER BY label) AS labels
        FROM pg_temp.lg_double d, LATERAL (VALUES (d.keep), (d.lose)) AS pair(id)
          JOIN pg_temp.lg_edge e ON e.id = pair.id, pg_catalog.unnest(e.labels) AS label
        GROUP BY d.keep) AS given
  WHERE given.keep = kept.id;
  UPDATE pg_temp.lg_node n SET degree = degree - lost.ends
  FROM (SELECT node, pg_catalog.count(*) AS ends
        FROM pg_temp.lg_double JOIN pg_temp.lg_edge e ON e.id = lose, LATERAL (VALUES (e.source), (e.target)) AS ends(node) GROUP BY node) AS lost
  WHERE lost.node = n.id;
  DELETE FROM pg_temp.lg_edge USING pg_temp.lg_double WHERE id = lose;
END $$;
COMMENT ON FUNCTION loopgenie._drop_doubles(double precision) IS
'Keeps one of the edges of lg_edge that draw the same path within drawing_m metres, with all their labels.';

-- (Not by ST_Scroll: PostGIS 3.3.2 crashes in it.)
CREATE OR REPLACE FUNCTION loopgenie._turn_ring(ring postgis.geometry, start postgis.geometry) RETURNS postgis.geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH vertex AS (SELECT path[1] AS nr, geom FROM postgis.ST_DumpPoints(ring) WHERE path[1] > 1),
    turned AS (SELECT min(nr) AS nr FROM vertex WHERE geom OPERATOR(postgis.=) start)
  SELECT postgis.ST_AddPoint(postgis.ST_MakeLine(vertex.geom ORDER BY vertex.nr < turned.nr, vertex.nr), start) FROM vertex, turned;
END;
COMMENT ON FUNCTION loopgenie._turn_ring(postgis.geometry, postgis.geometry) IS 'A closed line, from one of its vertices round to it again.';

CREATE OR REPLACE FUNCTION loopgenie._westernmost(line postgis.geometry) RETURNS postgis.geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT geom FROM postgis.ST_DumpPoints(line) ORDER BY postgis.ST_X(geom), postgis.ST_Y(geom) LIMIT 1;
END;
COMMENT ON FUNCTION loopgenie._westernmost(postgis.geometry) IS 'The vertex of a line that lies farthest west, of several the southernmost.';

-- Joins edges of one name that meet where nothing else does. A ring keeps one node: its junction, else where it lies farthest west.
CREATE OR REPLACE FUNCTION loopgenie._join_edges() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM loopgenie._drop_work('lg_joint', 'lg_joined');
  CREATE TEMP TABLE lg_joint ON COMMIT DROP AS
  SELECT n.id, pg_catalog.min(e.id) AS source, pg_catalog.max(e.id) AS target, 1.0::double precision AS cost
  FROM pg_temp.lg_edge e, LATERAL (VALUES (e.source), (e.target)) AS ends(node)
    JOIN pg_temp.lg_node n ON n.id = ends.node
  WHERE n.degree = 2 AND (e.source <> e.target OR NOT n.geom OPERATOR(postgis.=) loopgenie._westernmost(e.geom))
  GROUP BY n.id HAVING pg_catalog.count(*) = 2 AND pg_catalog.count(DISTINCT e.labels) = 1;
  ANALYZE pg_temp.lg_joint;
  IF NOT EXISTS (SELECT FROM pg_temp.lg_joint) THEN
    IF (SELECT pg_catalog.max(id) > pg_catalog.count(*) FROM pg_temp.lg_edge) THEN
      PERFORM loopgenie._number_graph();
    END IF;
    RETURN;
  END IF;
  -- A ring that hangs on one junction must start there; merging may start it anywhere.
  CREATE TEMP TABLE lg_joined WITH (toast_tuple_target = 8160) ON COMMIT DROP AS
  SELECT labels, unit, CASE WHEN postgis.ST_IsClosed(line) THEN loopgenie._turn_ring(line, coalesce(anchor, loopgenie._westernmost(line))) ELSE line END AS geom
  FROM (
    SELECT e.labels, pg_catalog.avg(e.unit) AS unit, postgis.ST_LineMerge(postgis.ST_Collect(e.geom ORDER BY e.id)) AS line,
      (pg_catalog.array_agg(CASE WHEN s.id IS NULL THEN postgis.ST_StartPoint(e.geom) ELSE postgis.ST_EndPoint(e.geom) END ORDER BY e.id)
        FILTER (WHERE s.id IS NULL OR t.id IS NULL))[1] AS anchor
    FROM loopgenie.connected_components('SELECT id, source, target, cost FROM pg_temp.lg_joint') AS c
      JOIN pg_temp.lg_edge e ON e.id = c.node
      LEFT JOIN pg_temp.lg_joint s ON s.id = e.source
      LEFT JOIN pg_temp.lg_joint t ON t.id = e.target
    GROUP BY c.component, e.labels) AS merged;
  DELETE FROM pg_temp.lg_edge USING (
    SELECT source AS id FROM pg_temp.lg_joint UNION SELECT target FROM pg_temp.lg_joint) AS used
  WHERE used.id = lg_edge.id;
  INSERT INTO pg_temp.lg_edge (labels, unit, geom) SELECT labels, unit, geom FROM pg_temp.lg_joined;
  PERFORM loopgenie._number_graph();
END $$;
COMMENT ON FUNCTION loopgenie._join_edges() IS
'Joins edges of lg_edge that carry the same labels across nodes where only they meet.';

-- Draws together nodes that an edge of less than 2 m joins: the leavings of crossings that missed
-- each other by a drawing error. A raw table may hold whole trails in steps of a
-- metre, so what spans more than 8 m is left alone.
CREATE OR REPLACE FUNCTION loopgenie._contract_slivers() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM loopgenie._drop_work('lg_sliver', 'lg_moved');
  CREATE TEMP TABLE lg_sliver ON COMMIT DROP AS
  SELECT id, source, target, 1.0::double precision AS cost FROM pg_temp.lg_edge WHERE metres < 2 AND source <> target;
  IF NOT EXISTS (SELECT FROM pg_temp.lg_sliver) THEN
    RETURN;
  END IF;
  CREATE TEMP TABLE lg_moved ON COMMIT DROP AS
  SELECT id, component, geom, pg_catalog.first_value(geom) OVER (PARTITION BY component ORDER BY degree DESC, id) AS place
  FROM (SELECT n.*, c.component, postgis.ST_Length(postgis.ST_BoundingDiagonal(postgis.ST_Collect(n.geom) OVER (PARTITION BY c.component), false)) AS span
        FROM loopgenie.connected_components('SELECT id, source, target, cost FROM pg_temp.lg_sliver') AS c
          JOIN pg_temp.lg_node n ON n.id = c.node) AS spanned
  WHERE span <= 8 * loopgenie._units_per_m(geom);
  CREATE INDEX ON pg_temp.lg_moved (id);
  ANALYZE pg_temp.lg_moved;
  DELETE FROM pg_temp.lg_edge e USING pg_temp.lg_moved s, pg_temp.lg_moved t
  WHERE s.id = e.source AND t.id = e.target AND s.component = t.component AND e.metres < 8;
  UPDATE pg_temp.lg_edge SET geom = postgis.ST_SetPoint(lg_edge.geom, 0, place) FROM pg_temp.lg_moved m WHERE m.id = source;
  UPDATE pg_temp.lg_edge SET geom = postgis.ST_SetPoint(lg_edge.geom, -1, place) FROM pg_temp.lg_moved m WHERE m.id = target;
  PERFORM loopgenie._number_graph();
END $$;
COMMENT ON FUNCTION loopgenie._contract_slivers() IS
'Removes edges of lg_edge shorter than 2 m by drawing their nodes together.';
