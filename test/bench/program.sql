-- The integer program of program.py beside ours. Included by peers.sql.
CREATE TABLE program (map text, trailhead_id bigint, edges integer, seconds float8, pieces integer, length_m float8);
\copy program FROM PROGRAM 'python3 test/bench/program.py "$PGDATABASE" "$PROGRAM_STARTS" 10 60'

CREATE VIEW beside_program AS
SELECT program.*, 100 * abs(length_m / (10 * 1609.344) - 1) AS their_error, ms, error
FROM program JOIN figure USING (map, trailhead_id) WHERE mode = 'start' AND asked_mi = 10;
\copy (SELECT * FROM beside_program ORDER BY map, trailhead_id) TO 'build/bench/program.tsv' (FORMAT csv, HEADER, DELIMITER E'\t')

\echo
\echo Beside the integer program (CBC, stopped after 60 s), 10 miles from one start for which a loop exists
SELECT * FROM markdown($$
  SELECT map, trailhead_id AS start, edges AS "edges in reach", round(seconds::numeric, 2) AS "their s", pieces AS "their pieces",
    round(their_error::numeric, 2) AS "their error %", round(ms::numeric, 1) AS "our ms", round(error::numeric, 2) AS "our error %",
    round((1000 * seconds / ms)::numeric) AS "times faster"
  FROM beside_program ORDER BY 1, 2 $$);
