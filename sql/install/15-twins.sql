-- Twins: two edges that run beside each other, such as footways on both banks of a stream. Walked there and back
-- they are hardly a loop, so plan_loop prefers one that does without.

-- Looked for in the Mercator projection, which is true to shape everywhere: there 15 m are 15 divided by the cosine of the latitude.
--   - What lies within 30 m along from a node that both share does not count: at a junction all edges are near each other.
--   - Edges that share one node are twins only where the shorter also ends beside the other, and only from 100 m on: forks and
--     the legs of hairpins draw apart.
--   - Others are twins from 50 m on: crossing lines are within 15 m for some 40.
-- The quarter points of the shorter sort out most pairs before the lengths are measured. The work tables are unlogged: workers do not read temporary ones.
CREATE OR REPLACE FUNCTION loopgenie._find_twins(network name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET jit = off SET parallel_setup_cost = 0 SET parallel_tuple_cost = 0 AS $$
BEGIN
  EXECUTE pg_catalog.format($sql$
    CREATE UNLOGGED TABLE %1$I.lg_run WITH (toast_tuple_target = 8160) AS
    SELECT id, source, target, length_m, line, 15 / scale AS near, 30 / length_m AS junction, scale
    FROM (SELECT *, postgis.ST_Transform(geom, 3857) AS line,
            pg_catalog.cos(pg_catalog.radians(postgis.ST_Y(postgis.ST_StartPoint(geom)))) AS scale
          FROM %1$I.edge WHERE length_m >= 50 AND pg_catalog.abs(postgis.ST_Y(postgis.ST_StartPoint(geom))) < 85) AS e;
    CREATE INDEX ON %1$I.lg_run USING gist (line);
    ANALYZE %1$I.lg_run;
    CREATE UNLOGGED TABLE %1$I.lg_twin AS
    WITH pair AS (
      SELECT s AS short, l AS long, s.near, (s.source IN (l.source, l.target)) AS source_shared, (s.target IN (l.source, l.target)) AS target_shared
      FROM %1$I.lg_run s JOIN %1$I.lg_run l
        ON l.line OPERATOR(postgis.&&) postgis.ST_Expand(s.line, s.near) AND (l.length_m, l.id) > (s.length_m, s.id)
      WHERE (postgis.ST_DWithin(postgis.ST_LineInterpolatePoint(s.line, 0.5::float8), l.line, s.near)
          OR postgis.ST_DWithin(postgis.ST_LineInterpolatePoint(s.line, 0.25::float8), l.line, s.near)
          OR postgis.ST_DWithin(postgis.ST_LineInterpolatePoint(s.line, 0.75::float8), l.line, s.near))
    ), likely AS (
      SELECT *, source_shared <> target_shared AS fork FROM pair
      WHERE source_shared = target_shared
        OR ((short).length_m >= 100 AND postgis.ST_DWithin(
              CASE WHEN source_shared THEN postgis.ST_EndPoint((short).line) ELSE postgis.ST_StartPoint((short).line) END, (long).line, near))
    ), trimmed AS (
      SELECT *, loopgenie._without_ends((short).line, (short).junction, source_shared, target_shared) AS a,
        loopgenie._without_ends((long).line, (long).junction, (long).source IN ((short).source, (short).target),
          (long).target IN ((short).source, (short).target)) AS b
      FROM likely
    ), measured AS (
      SELECT *, (short).scale * least(postgis.ST_Length(postgis.ST_Intersection(a, postgis.ST_Buffer(b, near, 4), -1::float8)), postgis.ST_Length(postgis.ST_Intersection(b, postgis.ST_Buffer(a, near, 4), -1::float8))) AS beside
      FROM trimmed WHERE a IS NOT NULL AND b IS NOT NULL
    )
    SELECT least((short).id, (long).id) AS edge_a, greatest((short).id, (long).id) AS edge_b, pg_catalog.round(least(beside, (short).length_m)::numeric, 3) AS length_m
    FROM measured WHERE beside > (short).length_m / 2 AND beside >= CASE WHEN fork THEN 100 ELSE 50 END;
    INSERT INTO %1$I.twin (edge_a, edge_b, length_m) SELECT edge_a, edge_b, length_m FROM %1$I.lg_twin ORDER BY 1, 2;
    DROP TABLE %1$I.lg_run, %1$I.lg_twin;
  $sql$, network);
END $$;
COMMENT ON FUNCTION loopgenie._find_twins(name) IS
'Fills the table twin of a network with the pairs of edges that run within 15 m of each other for most of the shorter one.';

CREATE OR REPLACE FUNCTION loopgenie._without_ends(line postgis.geometry, share double precision, from_start boolean, from_end boolean) RETURNS postgis.geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT CASE WHEN first < last THEN postgis.ST_LineSubstring(line, first, last) END
  FROM (SELECT CASE WHEN from_start THEN share ELSE 0 END AS first, CASE WHEN from_end THEN 1 - share ELSE 1 END AS last) AS rest;
END;
COMMENT ON FUNCTION loopgenie._without_ends(postgis.geometry, double precision, boolean, boolean) IS
'A line without so great a share of its length at its start, its end or both; null where nothing is left.';
