-- The integer program of program.py beside ours, and both peers by map. Included by peers.sql.
CREATE TABLE program (map text, asked_mi float8, trailhead_id bigint, edges integer, seconds float8, pieces integer, length_m float8);
\copy program FROM PROGRAM 'python3 test/bench/program.py "$PGDATABASE" "$PROGRAM_STARTS" 60 5 10 20 40'

CREATE VIEW beside_program AS
SELECT program.*, 100 * abs(length_m / (asked_mi * 1609.344) - 1) AS their_error, ms, error, repeats
FROM program JOIN figure USING (map, asked_mi, trailhead_id) WHERE mode = 'start';
\copy (SELECT * FROM beside_program ORDER BY map, asked_mi, trailhead_id) TO 'build/bench/program.tsv' (FORMAT csv, HEADER, DELIMITER E'\t')

\echo
\echo Beside the integer program (CBC, stopped after 60 s), from one start for which a loop exists. No piece: no answer by then
SELECT * FROM markdown($$
  SELECT map, asked_mi, trailhead_id AS start, edges AS "edges in reach", round(seconds::numeric, 2) AS "their s", pieces AS "their pieces",
    round(their_error::numeric, 2) AS "their error %", round(ms::numeric, 1) AS "our ms", round(error::numeric, 2) AS "our error %",
    round((1000 * seconds / ms)::numeric) AS "times faster"
  FROM beside_program ORDER BY 1, 2, 3 $$);

\echo
\echo By map, medians: ours / pgRouting by hand / the integer program, which walks no edge twice.
SELECT * FROM markdown($$
  WITH hand AS (
    SELECT map, count(*) AS asked, p50(ms) AS ms, p50(their_ms) AS their_ms, p50(their_ms / ms) AS faster,
      p50(error) AS error, p50(their_error) AS their_error, p50(repeats) AS repeats, p50(their_repeats) AS their_repeats
    FROM beside_by_hand GROUP BY ROLLUP (map)
  ), program AS (
    SELECT map, count(*) AS asked, p50(seconds) AS s, p50(1000 * seconds / ms) AS faster, p50(their_error) AS error,
      count(*) FILTER (WHERE pieces = 0) AS unanswered, min(nullif(pieces, 0)) || ' to ' || max(pieces) AS pieces
    FROM beside_program GROUP BY ROLLUP (map)
  )
  SELECT coalesce(hand.map, 'all') AS map, concat_ws(' / ', hand.asked, program.asked) AS requests,
    concat_ws(' / ', round(ms, 1) || ' ms', round(their_ms, 1) || ' ms', round(s, 1) || ' s') AS "time",
    concat_ws(' / ', round(hand.faster, 1), round(program.faster)) AS "times faster",
    concat_ws(' / ', round(hand.error, 2), round(their_error, 1), round(program.error, 1)) AS "error %",
    round(repeats, 1) || ' / ' || round(their_repeats, 1) AS "repeats %",
    pieces AS "pieces of the program's answers", unanswered AS "no answer of it"
  FROM hand LEFT JOIN program ON program.map IS NOT DISTINCT FROM hand.map ORDER BY hand.map $$);
