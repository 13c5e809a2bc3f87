-- An independent check of the nights of planned loops, from the tables alone. Creates check_nights(), which answers
-- what is wrong, or nothing; asked is in miles, and days are of the usual limits.

CREATE FUNCTION check_nights(l planned_loop, network text, asked_mi double precision, days integer) RETURNS SETOF text
LANGUAGE plpgsql AS $$
DECLARE
  night_count integer := coalesce(cardinality((l).nights), 0);
  problem text;
  at_m double precision[];
  fits boolean;
BEGIN
  IF night_count <> days - 1 OR coalesce(cardinality((l).camps), 0) <> days - 1 THEN
    RETURN NEXT 'has not as many nights as days but one';
    RETURN;
  END IF;
  FOR problem IN EXECUTE format($sql$
      SELECT CASE WHEN count(*) <> count(c.id) THEN 'a night is not at its camp'
                  WHEN count(DISTINCT n.camp) < count(*) THEN 'two nights are in one camp'
                  WHEN NOT bool_and(c.kind IN ('camp_site', 'alpine_hut', 'wilderness_hut', 'shelter')) THEN 'a night is at water' END
      FROM unnest(($1).nights, ($1).camps) AS n(node, camp) LEFT JOIN %I.camp c ON c.id = n.camp AND c.node_id = n.node $sql$, network) USING l LOOP
    IF problem IS NOT NULL THEN RETURN NEXT problem; END IF;
  END LOOP;
  EXECUTE format($sql$
    SELECT 0.0::float8 || array_agg(walked ORDER BY i) FROM (
      SELECT u.i, sum(e.length_m) OVER (ORDER BY u.i) AS walked
      FROM unnest(($1).edges) WITH ORDINALITY AS u(edge, i) JOIN %I.edge e ON e.id = u.edge) AS s $sql$, network) INTO at_m USING l;
  -- Where the walk passes the node of a night more than once, any of these will do.
  WITH RECURSIVE ended AS (
    SELECT 0 AS day, 1 AS step
    UNION
    SELECT day + 1, s FROM ended, generate_subscripts((l).nodes, 1) AS s
    WHERE day < days AND s > step AND CASE WHEN day + 1 < days THEN (l).nodes[s] = (l).nights[day + 1] ELSE s = cardinality((l).nodes) END
      AND (at_m[s] - at_m[step]) / 1609.344 BETWEEN asked_mi / days / 2 - 1e-6 AND 1.5 * asked_mi / days + 1e-6
  )
  SELECT bool_or(day = days) INTO fits FROM ended;
  IF NOT fits THEN RETURN NEXT 'its days are not in order, too short or too long'; END IF;
END $$;
