-- Chains: stretches of a line that keep going the same way along the x axis. A chain can neither cross nor retrace
-- itself, so whatever a line does to itself (a ring, a figure of eight, there and back) becomes something two chains do
-- to each other, and one set of rules serves all. What was cut where nothing met is joined again as soon as that is known.

-- Windows, of which Postgres lets no worker take a share, stand in a function for that.
CREATE OR REPLACE FUNCTION loopgenie._chains_of(line postgis.geometry, OUT nr bigint, OUT geom postgis.geometry) RETURNS SETOF record
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 10
BEGIN ATOMIC
  SELECT chain, postgis.ST_MakeLine(array_agg(here) || (array_agg(there))[count(*)])
  FROM (
    SELECT here, there, count(*) FILTER (WHERE ((there_x, there_y) > (x, y)) <> ((x, y) > (before_x, before_y))) OVER (ORDER BY nr) AS chain
    FROM (
      SELECT nr, geom AS here, x, y, lead(geom) OVER along AS there, lead(x) OVER along AS there_x, lead(y) OVER along AS there_y,
        lag(x) OVER along AS before_x, lag(y) OVER along AS before_y
      FROM (SELECT path[1] AS nr, geom, postgis.ST_X(geom) AS x, postgis.ST_Y(geom) AS y FROM postgis.ST_DumpPoints(line)) AS vertex
      WINDOW along AS (ORDER BY nr)) AS segment
    WHERE there IS NOT NULL ORDER BY nr) AS numbered
  GROUP BY chain;
END;
COMMENT ON FUNCTION loopgenie._chains_of(postgis.geometry) IS
'The stretches of a line of the working plane that keep going the same way along the x axis, in their order.';

CREATE OR REPLACE FUNCTION loopgenie._cut_into_chains(work name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET parallel_setup_cost = 0 SET parallel_tuple_cost = 0 AS $$
BEGIN
  EXECUTE format($sql$
    CREATE UNLOGGED TABLE %1$I.lg_edge WITH (toast_tuple_target = 8160) AS
    SELECT row_number() OVER (ORDER BY part, (chain).nr) AS id, CASE WHEN label IS NULL THEN '{}' ELSE ARRAY[label] END AS labels,
      loopgenie._units_per_m((chain).geom) AS unit, (chain).geom
    FROM (SELECT id AS part, label, loopgenie._chains_of(geom) AS chain FROM %1$I.lg_part) AS cut;
    CREATE INDEX ON %1$I.lg_edge USING gist (geom);
    ANALYZE %1$I.lg_edge;
    CREATE UNLOGGED TABLE %1$I.lg_cut (edge bigint, at double precision, geom postgis.geometry);
    DROP TABLE %1$I.lg_part;
  $sql$, work);
  PERFORM loopgenie._drop_work('lg_edge', 'lg_cut');
  CREATE TEMP TABLE lg_cut (edge bigint, at double precision, geom postgis.geometry) ON COMMIT DROP;
END $$;
COMMENT ON FUNCTION loopgenie._cut_into_chains(name) IS
'Cuts the lines of lg_part into chains that cannot meet themselves: the first lg_edge.';

-- Where the second of two chains goes on from the end of the first and lies above or below all of it from there on, they meet nowhere else. Of the
-- neighbours on a line six in seven do.
CREATE OR REPLACE FUNCTION loopgenie._part_at_joint(a postgis.geometry, b postgis.geometry) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT postgis.ST_EndPoint(a) OPERATOR(postgis.=) postgis.ST_StartPoint(b)
    AND (postgis.ST_YMin(b::postgis.box3d) = postgis.ST_YMax(a::postgis.box3d)
           AND postgis.ST_YMin(postgis.ST_SetPoint(b, 0, postgis.ST_PointN(b, 2))::postgis.box3d) > postgis.ST_YMax(a::postgis.box3d)
      OR postgis.ST_YMax(b::postgis.box3d) = postgis.ST_YMin(a::postgis.box3d)
           AND postgis.ST_YMax(postgis.ST_SetPoint(b, 0, postgis.ST_PointN(b, 2))::postgis.box3d) < postgis.ST_YMin(a::postgis.box3d));
END;
COMMENT ON FUNCTION loopgenie._part_at_joint(postgis.geometry, postgis.geometry) IS
'Whether a line begins where another ends and, but for that point, lies above or below all of it.';

-- Each run of pieces that follow each other where nothing else was found to meet is one edge: nine in ten pieces need no graph to be joined. A pair that
-- ends where it began, there and back, is left to _drop_doubles, and so are pieces alone.
CREATE OR REPLACE FUNCTION loopgenie._join_chains(work name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM loopgenie._drop_work('lg_run');
  EXECUTE format($sql$
    CREATE TEMP TABLE lg_run WITH (toast_tuple_target = 8160) ON COMMIT DROP AS
    SELECT count(*) AS pieces, labels, avg(unit) AS unit, postgis.ST_MakeLine(geom ORDER BY parent, middle) AS geom
    FROM (
      SELECT *, count(*) FILTER (WHERE goes_on IS NOT TRUE) OVER (ORDER BY parent, middle ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS run
      FROM (
        SELECT parent, middle, labels, unit, geom,
          lead(first) OVER along OPERATOR(postgis.=) last AND lead(labels) OVER along = labels AND NOT lead(last) OVER along OPERATOR(postgis.=) first
            AND NOT last OPERATOR(postgis.=) ANY (SELECT a_at FROM %1$I.lg_meeting UNION ALL SELECT b_at FROM %1$I.lg_meeting) AS goes_on
        FROM (SELECT *, postgis.ST_StartPoint(geom) AS first, postgis.ST_EndPoint(geom) AS last FROM pg_temp.lg_edge OFFSET 0) AS piece
        WINDOW along AS (ORDER BY parent, middle)) AS ordered) AS numbered
    GROUP BY run, labels
  $sql$, work);
  TRUNCATE pg_temp.lg_edge;
  INSERT INTO pg_temp.lg_edge (labels, unit, geom) SELECT labels, unit, geom FROM pg_temp.lg_run WHERE pieces = 1;
END $$;
COMMENT ON FUNCTION loopgenie._join_chains(name) IS
'Joins the pieces of one line in lg_edge between the places of lg_meeting, a table of the schema work: lg_run. Pieces alone stay in lg_edge, too.';
