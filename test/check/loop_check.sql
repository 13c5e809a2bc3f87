-- An independent check of planned loops: everything that can be told from the edge table is
-- worked out again, with none of the planner's code. Creates check_loop(), which answers what
-- is wrong with a loop, or nothing.

CREATE FUNCTION check_loop(
  l planned_loop, network text, asked_mi double precision, drive_limit_km double precision,
  tolerance double precision DEFAULT 0.1, max_repeat double precision DEFAULT 0.5,
  asked_hours double precision DEFAULT NULL, pace double precision DEFAULT 1
) RETURNS SETOF text
LANGUAGE plpgsql AS $$
DECLARE
  -- Of so many hours everything is counted in metres of flat ground that take as long.
  asked_m double precision := coalesce(asked_hours * pace * 4000, asked_mi * 1609.344);
  figures record;
  junctions record;
  expected_score double precision;
  expected_shape text;
  trailhead_node bigint;
BEGIN
  EXECUTE format('CREATE TEMP TABLE walked ON COMMIT DROP AS
    SELECT s.seq, s.edge, ($1).nodes[s.seq] AS here, ($1).nodes[s.seq + 1] AS there,
           e.source, e.target, e.length_m, e.appeal,
           e.length_m + CASE WHEN $2 THEN coalesce((e.ascent_m + e.descent_m) / 2, 0) * 4000 / 600 ELSE 0 END AS counted_m
    FROM unnest(($1).edges) WITH ORDINALITY AS s(edge, seq)
    JOIN %I.edge e ON e.id = s.edge', network) USING l, asked_hours IS NOT NULL;
  EXECUTE format('SELECT node_id FROM %I.trailhead WHERE id = $1', network)
    INTO trailhead_node USING (l).trailhead_id;

  IF cardinality((l).nodes) <> cardinality((l).edges) + 1
     OR (SELECT count(*) FROM walked) <> cardinality((l).edges) THEN
    RETURN NEXT 'nodes and edges do not go together';
  END IF;
  IF (l).nodes[1] <> trailhead_node OR (l).nodes[cardinality((l).nodes)] <> trailhead_node THEN
    RETURN NEXT 'does not start and end at its trailhead';
  END IF;
  IF EXISTS (SELECT FROM walked WHERE (here, there) NOT IN ((source, target), (target, source))) THEN
    RETURN NEXT 'an edge does not lead from its node to the next';
  END IF;
  IF EXISTS (SELECT FROM walked GROUP BY edge HAVING count(*) > 2) THEN
    RETURN NEXT 'an edge is walked more than twice';
  END IF;

  SELECT sum(length_m * times) AS length_m, sum(length_m * (times - 1)) AS repeat_m,
         sum(counted_m * times) AS counted_m, sum(counted_m * (times - 1)) AS again_m,
         sum(counted_m * (1 - appeal)) AS dull_m
    INTO figures
    FROM (SELECT edge, length_m, counted_m, appeal, count(*) AS times FROM walked
          GROUP BY edge, length_m, counted_m, appeal) AS uses;
  SELECT coalesce(sum(greatest(0, ends / 2 - 1)), 0) AS crossings INTO junctions
    FROM (SELECT node, count(*) AS ends
          FROM (SELECT DISTINCT edge, source, target FROM walked) AS distinct_edges,
               LATERAL (VALUES (source), (target)) AS edge_end(node)
          GROUP BY node) AS nodes;

  IF abs(figures.length_m - (l).hike_mi * 1609.344) > 0.001 THEN RETURN NEXT 'hike_mi is wrong'; END IF;
  IF abs(figures.repeat_m - (l).repeat_mi * 1609.344) > 0.001 THEN RETURN NEXT 'repeat_mi is wrong'; END IF;
  IF abs(figures.counted_m - asked_m) > tolerance * asked_m + 0.001 THEN RETURN NEXT 'breaks the tolerance'; END IF;
  IF abs((l).hours - asked_hours) > tolerance * asked_hours + 0.001 THEN RETURN NEXT 'breaks the tolerance in hours'; END IF;
  IF figures.again_m > max_repeat * figures.counted_m + 0.001 THEN RETURN NEXT 'breaks max_repeat'; END IF;
  IF (l).drive_km > drive_limit_km THEN RETURN NEXT 'breaks the drive'; END IF;

  expected_score := 1 - (abs(figures.counted_m - asked_m) + figures.again_m + figures.dull_m) / asked_m
                    - 0.01 * junctions.crossings - 0.05 * (l).drive_km / drive_limit_km;
  IF abs(expected_score - (l).score) > 1e-6 THEN RETURN NEXT 'score is wrong'; END IF;
  IF (l).bound < (l).score THEN RETURN NEXT 'bound is below the score'; END IF;
  IF (l).proven <> ((l).bound - (l).score <= 0.005) THEN RETURN NEXT 'proven is wrong'; END IF;
  expected_shape := CASE
    WHEN figures.repeat_m >= 0.45 * figures.length_m THEN 'out_and_back'
    WHEN figures.repeat_m > 0.02 * figures.length_m THEN 'lollipop'
    WHEN junctions.crossings > 0 THEN 'figure_eight'
    ELSE 'loop' END;
  IF expected_shape <> (l).shape THEN RETURN NEXT 'shape is wrong'; END IF;

  IF NOT ST_IsClosed((l).geom) OR ST_SRID((l).geom) <> 4326
     OR abs(ST_Length(ST_Force2D((l).geom)::geography) - figures.length_m) > 0.001 * figures.length_m THEN
    RETURN NEXT 'the line is not closed or not as long as the walk';
  END IF;

  -- pgRouting on the walked edges alone: one component, and no node farther than half the walk.
  IF (SELECT count(DISTINCT component) FROM pgr_connectedComponents(
        'SELECT DISTINCT edge AS id, source, target, 1 AS cost FROM walked')) <> 1 THEN
    RETURN NEXT 'is not connected';
  END IF;
  IF (SELECT max(agg_cost) FROM pgr_dijkstraCost(
        'SELECT DISTINCT edge AS id, source, target, length_m AS cost, length_m AS reverse_cost FROM walked',
        trailhead_node, (l).nodes)) > figures.length_m / 2 + 0.001 THEN
    RETURN NEXT 'a node is farther than half the walk';
  END IF;
  DROP TABLE walked;
END $$;

-- Pairs of answers that share more than 60 % of the distinct length of the one ranked lower.
CREATE FUNCTION check_alternatives(loops planned_loop[], network text) RETURNS SETOF text
LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY EXECUTE format($sql$
    SELECT format('loops %%s and %%s are variants', better.rank, l.rank)
    FROM unnest($1) AS l JOIN unnest($1) AS better ON better.rank < l.rank
    WHERE (SELECT sum(length_m) FILTER (WHERE id = ANY (better.edges)) > 0.6 * sum(length_m)
           FROM %I.edge WHERE id = ANY (l.edges))
    ORDER BY 1 $sql$, network) USING loops;
END $$;
