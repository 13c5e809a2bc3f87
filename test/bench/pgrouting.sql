-- Loops as one makes them by hand with pgRouting, beside ours from the same starts: nodes about 0.45 T away (pgr_drivingDistance), on it 8 via nodes in as many directions, the shortest way
-- there (pgr_dijkstra), the shortest way back where the way out costs ten times its length, and of
-- the 8 loops the one with the best score. Run by plan.sh after plan.sql, in its session.

-- Our score of a closed walk, without the drive (DESIGN's formula; edges in any order).
CREATE FUNCTION score_of(map text, walk bigint[], target_m float8, OUT score float8, OUT length_m float8, OUT repeat_m float8)
LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format($query$
    WITH used AS (
      SELECT e.*, w.times FROM (SELECT id, count(*) AS times FROM unnest($1) AS id GROUP BY id) AS w JOIN %I.edge AS e USING (id)
    ), met AS (
      SELECT sum(greatest(0, ends / 2 - 1)) AS crossings
      FROM (SELECT count(*) AS ends FROM used, LATERAL (VALUES (source), (target)) AS v(node) GROUP BY node) AS n
    ), sums AS (
      SELECT sum(times * length_m) AS walked, sum((times - 1) * length_m) AS repeated, sum((1 - appeal) * length_m) AS dull FROM used
    )
    SELECT 1 - (abs(walked - $2) + repeated + dull) / $2 - 0.01 * crossings, walked, repeated FROM sums, met
  $query$, map) INTO score, length_m, repeat_m USING walk, target_m;
END $$;

CREATE TABLE by_hand (map text, asked_mi float8, trailhead_id bigint, ms float8, score float8, length_m float8, repeat_m float8);
CREATE FUNCTION plan_by_hand(s peer_start) RETURNS by_hand LANGUAGE plpgsql AS $$
DECLARE
  began CONSTANT timestamptz := clock_timestamp();
  target_m CONSTANT float8 := s.asked_mi * 1609.344;
  -- Only what a loop of that length can reach.
  edges CONSTANT text := format('SELECT id, source, target, length_m AS cost FROM %I.edge WHERE geom && %L::geometry', s.map,
    ST_Envelope(ST_Buffer(ST_SetSRID(ST_MakePoint(s.lon, s.lat), 4326)::geography, target_m / 2)::geometry)::text);
  vias bigint[];
  via bigint;
  out_edges bigint[];
  walk bigint[];
  scored record;
  best by_hand := (s.map, s.asked_mi, s.trailhead_id, NULL, NULL, NULL, NULL);
BEGIN
  EXECUTE format($query$
    SELECT array_agg(node) FROM (
      SELECT DISTINCT ON (direction) node
      FROM pgr_drivingDistance(%L, $1, $2 * 0.55, false) AS reached JOIN %I.node AS n ON n.id = reached.node,
        LATERAL (SELECT width_bucket(ST_Azimuth(ST_SetSRID(ST_MakePoint($3, $4), 4326), n.geom), 0, 2 * pi(), 8) AS direction) AS d
      ORDER BY direction, abs(agg_cost - 0.45 * $2), node) AS ring
  $query$, edges, s.map) INTO vias USING s.node_id, target_m, s.lon, s.lat;
  FOR via, out_edges IN
    SELECT end_vid, array_agg(edge) FROM pgr_dijkstra(edges, s.node_id, vias, false) WHERE edge > 0 GROUP BY end_vid
  LOOP
    SELECT out_edges || array_agg(edge) INTO walk
    FROM pgr_dijkstra(replace(edges, 'length_m AS cost', format('length_m * CASE WHEN id = ANY (%L) THEN 10 ELSE 1 END AS cost', out_edges)),
                      via, s.node_id, false)
    WHERE edge > 0;
    SELECT * INTO scored FROM score_of(s.map, walk, target_m);
    IF best.score IS NULL OR scored.score > best.score THEN
      best.score := scored.score;
      best.length_m := scored.length_m;
      best.repeat_m := scored.repeat_m;
    END IF;
  END LOOP;
  best.ms := ms_since(began);
  RETURN best;
END $$;

INSERT INTO by_hand
SELECT planned.* FROM peer_start AS s, LATERAL plan_by_hand(s) AS planned WHERE n <= :pgrouting_starts;

CREATE VIEW beside_by_hand AS
SELECT map, asked_mi, trailhead_id, ours.ms, theirs.ms AS their_ms, theirs.score AS their_score,
  ours.score + 0.05 * ours.drive_km / 0.3 AS score,  -- theirs has no drive
  error, repeats, their_error, their_repeats,
  their_error <= 10 AND their_repeats <= 50 AS allowed  -- theirs, by the limits that ours keeps
FROM by_hand AS theirs JOIN figure AS ours USING (map, asked_mi, trailhead_id),
  LATERAL (SELECT 100 * abs(length_m / (asked_mi * 1609.344) - 1) AS their_error, 100 * repeat_m / length_m AS their_repeats) AS off
WHERE mode = 'start';
\copy (SELECT * FROM beside_by_hand ORDER BY map, asked_mi, trailhead_id) TO 'build/bench/pgrouting.tsv' (FORMAT csv, HEADER, DELIMITER E'\t')

\echo
\echo Beside pgRouting by hand, one start given: ours / theirs. Good: within 10 % of the length, at most 10 % walked twice.
\echo At least as good: of theirs that keep within our limits, 10 % off the length and half walked twice
SELECT * FROM markdown($$
  SELECT coalesce(map, 'all') AS map, asked_mi, count(*) AS asked, count(score) || ' / ' || count(their_score) AS answered,
    round(p50(ms), 1) || ' / ' || round(p50(their_ms), 1) AS "p50 ms", round(p50(their_ms / ms), 1) AS "times faster",
    round(p50(error), 2) || ' / ' || round(p50(their_error), 2) AS "error %",
    round(p50(repeats), 1) || ' / ' || round(p50(their_repeats), 1) AS "repeats %",
    round(100 * avg((error <= 10 AND repeats <= 10)::integer)) || ' / ' || round(100 * avg((their_error <= 10 AND their_repeats <= 10)::integer)) AS "good %",
    count(*) FILTER (WHERE score >= their_score - 1e-6 AND allowed) || ' of ' || count(*) FILTER (WHERE allowed) AS "ours at least as good"
  FROM beside_by_hand GROUP BY GROUPING SETS ((beside_by_hand.map, asked_mi), ()) ORDER BY beside_by_hand.map, asked_mi $$);
