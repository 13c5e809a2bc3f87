-- What is likely lost from a trailhead is guessed for the first plan that asks, and for all trailheads by prepare_network: no answer depends on who did.
SET client_min_messages = warning;
CREATE TABLE loss_trails AS
SELECT 'Trail ' || x AS name, ST_MakeLine(ST_Point(town + x * 0.004, 46, 4326), ST_Point(town + x * 0.004, 46.016, 4326)) AS geom
  FROM generate_series(0, 4) AS x, unnest('{7,8}'::float8[]) AS town
UNION ALL
SELECT 'Way ' || y, ST_MakeLine(ST_Point(town, 46 + y * 0.004, 4326), ST_Point(town + 0.016, 46 + y * 0.004, 4326))
  FROM generate_series(0, 4) AS y, unnest('{7,8}'::float8[]) AS town;
CREATE TABLE loss_starts AS
SELECT 'Start ' || i AS name, 'parking' AS kind, ST_Point(town + (i % 3) * 0.008, 46 + i / 3 * 0.008, 4326) AS geom
  FROM generate_series(0, 8) AS i, unnest('{7,8}'::float8[]) AS town;
SELECT trailheads FROM loopgenie.build_network('loss_trails', network => 'loss_net', trailheads => 'loss_starts');
-- Of how many trailheads it is known, by the length of what a guess takes; null where nobody has guessed anything.
CREATE FUNCTION known(behind text DEFAULT '') RETURNS bigint LANGUAGE sql
AS $$ SELECT sum((pg_stat_file('loopgenie/' || f)).size - 40) / 16 FROM pg_ls_dir('loopgenie') AS f, loss_net.info
      WHERE f LIKE format('%%-%s-%%', content) AND f ~ ('-[0-9a-f]{16}' || behind || '-losses$') $$;
CREATE FUNCTION answers(town float8) RETURNS SETOF text LANGUAGE sql
AS $$ SELECT row(l.rank, l.score, l.bound, l.trailhead, l.edges)::text
      FROM unnest('{2,4,6}'::float8[]) AS miles, plan_loop(46.008, town + 0.008, 5, miles, loops => 3, network => 'loss_net') AS l $$;
-- Built is prepared.
SELECT known();
-- Everything changes. No plan guesses for trailheads that are too far to drive to, nor twice.
UPDATE loss_net.edge SET appeal = 0.4 + id % 7 * 0.1;
SELECT count(*) > 0 AS found FROM reachable_trailheads(46.008, 7.008, 5, network => 'loss_net');
SELECT known();
CREATE TABLE answered AS SELECT * FROM answers(7);
SELECT known(), count(*) FROM answered;
INSERT INTO answered SELECT * FROM answers(7);
SELECT known();
-- Other sessions know it, too. What is left is guessed ahead.
\c -
SET client_min_messages = warning;
INSERT INTO answered SELECT * FROM answers(7);
SELECT known();
SELECT loopgenie.prepare_network('loss_net'), known();
INSERT INTO answered SELECT * FROM answers(7);
\c -
SET client_min_messages = warning;
INSERT INTO answered SELECT * FROM answers(7);
SELECT DISTINCT count(*) AS times FROM answered GROUP BY answered;
-- An edit takes what it can reach: the other town stays known.
UPDATE loss_net.edge SET length_m = length_m + 1 WHERE id = (SELECT id FROM loss_net.edge ORDER BY geom <-> ST_Point(7.008, 46.008, 4326), id LIMIT 1);
SELECT count(*) > 0 AS found FROM reachable_trailheads(46.008, 7.008, 5, network => 'loss_net');
SELECT known();
CREATE TABLE answered_beside AS SELECT * FROM answers(8);
SELECT known();
INSERT INTO answered_beside SELECT * FROM answers(7);
SELECT known();
-- Files that are torn, foreign or gone are made again.
CREATE PROCEDURE damage(how text) LANGUAGE plpgsql
AS $$ BEGIN EXECUTE format('COPY (SELECT 1) TO PROGRAM %L', 'cat >/dev/null; cd loopgenie; set -- *-' || (SELECT content FROM loss_net.info) || '-????????????????-losses; ' || how); END $$;
CALL damage('truncate -s -8 "$1"');
\c -
SET client_min_messages = warning;
INSERT INTO answered_beside SELECT * FROM answers(8);
SELECT known();
CALL damage('cp "${1%-losses}" "$1"');
\c -
SET client_min_messages = warning;
INSERT INTO answered_beside SELECT * FROM answers(7);
SELECT known();
CALL damage('rm "$1"');
\c -
SET client_min_messages = warning;
SELECT loopgenie.prepare_network('loss_net'), known();
SELECT DISTINCT count(*) AS times FROM answered_beside GROUP BY answered_beside;
-- Changes of one's own are planned on at once, and guesses at them are nobody else's. Hours have their own.
BEGIN;
UPDATE loss_net.edge SET appeal = 1;
SELECT count(*) > 0 AS found FROM answers(7);
SELECT loopgenie.prepare_network('loss_net'), known();
ROLLBACK;
SELECT known(), known('-toil');
UPDATE loss_net.edge SET ascent_m = 50, descent_m = 50, appeal = appeal / 2;
SELECT count(*) > 0 AS found FROM plan_loop(46.008, 7.008, 5, hike_hours => 2, network => 'loss_net');
SELECT known(), known('-toil');
SELECT loopgenie.prepare_network('loss_net'), known(), known('-toil');
-- The files of one older version stay.
UPDATE loss_net.edge SET appeal = 0.5;
SELECT loopgenie.prepare_network('loss_net');
SELECT count(*) FROM pg_ls_dir('loopgenie') AS f
WHERE f LIKE format('%s-%s-%%', (SELECT oid FROM pg_database WHERE datname = current_database()), 'loss_net'::regnamespace::oid);
DROP SCHEMA loss_net CASCADE;
DROP TABLE loss_trails, loss_starts, answered, answered_beside;
DROP FUNCTION known, answers;
DROP PROCEDURE damage;
