-- Asks from the starts of one map (:map) and leaves the answers in the table answer: see days.sh.
SET client_min_messages = error;
DELETE FROM :"map".camp;
INSERT INTO :"map".camp (node_id, kind, geom)
SELECT id, 'camp_site', geom FROM :"map".node WHERE id IN (SELECT source FROM :"map".edge)
ORDER BY md5(id::text) LIMIT (SELECT ceil(sum(length_m) / 8000) FROM :"map".edge);
SELECT set_config('loopgenie.network', :'map', false), set_config('bench.map', :'map', false), loopgenie.prepare_network(:'map') \g /dev/null
DO $$
DECLARE
  asked record;
  plain planned_loop;
  planned planned_loop;
  began timestamptz;
  plain_ms double precision;
  longest double precision;
BEGIN
  FOR asked IN SELECT id, lat, lon, days FROM start, unnest('{2,3,5}'::integer[]) AS days WHERE map = current_setting('bench.map') ORDER BY days, id LOOP
    began := clock_timestamp();
    SELECT * INTO plain FROM plan_loop(asked.lat, asked.lon, 40, 10 * asked.days);
    plain_ms := 1000 * extract(epoch FROM clock_timestamp() - began);
    began := clock_timestamp();
    SELECT * INTO planned FROM plan_loop(asked.lat, asked.lon, 40, 10 * asked.days, days => asked.days);
    INSERT INTO answer VALUES (current_setting('bench.map'), asked.days, asked.id, plain_ms, 1000 * extract(epoch FROM clock_timestamp() - began),
      plain.score, planned.score, planned.proven, NULL);
    IF planned.score IS NOT NULL THEN
      SELECT max(d.hours) * asked.days / sum(d.hours) INTO longest FROM loop_days(planned) AS d;
      UPDATE answer a SET longest_of_even = longest WHERE a.map = current_setting('bench.map') AND a.days = asked.days AND a.start = asked.id;
    END IF;
  END LOOP;
END $$;
