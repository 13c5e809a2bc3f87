-- Asks from the starts of one map (:map) and leaves the answers in the table answer: see days.sh.
SET client_min_messages = error;
DELETE FROM :"map".camp;
INSERT INTO :"map".camp (node_id, kind, geom)
SELECT id, 'camp_site', geom FROM :"map".node WHERE id IN (SELECT source FROM :"map".edge)
ORDER BY md5(id::text) LIMIT (SELECT ceil(sum(length_m) / 8000) FROM :"map".edge);
SELECT set_config('loopgenie.network', :'map', false), set_config('bench.map', :'map', false), loopgenie.prepare_network(:'map') \g /dev/null
SELECT FROM plan_loop(0, 0, 1, 1) \g /dev/null
DO $$
DECLARE
  map CONSTANT text := current_setting('bench.map');
  asked record;
  plain planned_loop;
  planned planned_loop;
  began double precision;
  plain_ms double precision;
  ms double precision;
BEGIN
  FOR asked IN SELECT s.id, lat, lon, w.days, w.mi FROM start s, wish w WHERE s.map = current_setting('bench.map') AND s.turn <= w.starts ORDER BY w.mi, w.days, s.id LOOP
    began := processor_ms();
    SELECT * INTO plain FROM plan_loop(asked.lat, asked.lon, 40, asked.mi);
    plain_ms := processor_ms() - began;
    began := processor_ms();
    SELECT * INTO planned FROM plan_loop(asked.lat, asked.lon, 40, asked.mi, days => asked.days);
    ms := processor_ms() - began;
    INSERT INTO answer
    SELECT map, asked.days, asked.mi, asked.id, plain_ms, ms, plain.score, planned.score, planned.proven, d.longest,
      (SELECT string_agg(complaint, '; ') FROM (
         SELECT c FROM check_loop(planned, map, asked.mi, 40) AS c WHERE planned.score IS NOT NULL
         UNION ALL SELECT c FROM check_nights(planned, map, asked.mi, asked.days) AS c WHERE planned.score IS NOT NULL) AS u(complaint))
    FROM (SELECT max(d.hours) * asked.days / sum(d.hours) AS longest FROM loop_days(planned) AS d WHERE planned.score IS NOT NULL) AS d;
  END LOOP;
END $$;
