-- Other ways to plan a loop, beside ours in mode "start" from the same nodes. Run by plan.sh after
-- plan.sql, in its database.
SET client_min_messages = error;
\ir print.sql

CREATE VIEW peer_start AS
SELECT *, CASE WHEN loop_exists THEN count(*) FILTER (WHERE loop_exists) OVER (PARTITION BY map, asked_mi ORDER BY n) END AS nth_with_loop
FROM (SELECT s.map, asked_mi, trailhead_id, loop_exists, s.lat, s.lon,
        coalesce((loop).nodes[1], s.node_id) AS node_id,  -- several trailheads may stand within 0.3 km
        row_number() OVER (PARTITION BY s.map, asked_mi ORDER BY md5(s.id::text)) AS n
      FROM answer JOIN start AS s ON s.map = answer.map AND s.id = trailhead_id
      WHERE mode = 'start') AS numbered;

\ir pgrouting.sql
\ir program.sql
