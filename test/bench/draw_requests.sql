-- Requests drawn by :seed: on every map :per_kind from one trailhead, and as many over a drive, about
-- 5, 10 and 20 miles long.
CREATE FUNCTION pg_temp.drawn(text, most float8) RETURNS float8 LANGUAGE sql AS
$$ SELECT ('x' || left(md5($1), 12))::bit(48)::bigint / 281474976710656.0 * most $$;
SELECT r.map, r.mode, r.miles, r.lat, r.lon, r.drive_km, r.hike_mi,
  string_agg(t.trailhead_id || ':' || t.drive_km * 1000, ',' ORDER BY t.drive_km, t.trailhead_id)
FROM (
  SELECT n.map, asked.mode, asked.miles, h.lat, h.lon, h.i,
    CASE asked.mode WHEN 'start' THEN 0.3 ELSE ('{5,10,20,40}'::float8[])[1 + floor(pg_temp.drawn(h.key || 'drive', 4))::integer] END AS drive_km,
    round((asked.miles * 0.8 * 1.5625 ^ pg_temp.drawn(h.key || 'miles', 1))::numeric, 2)::float8 AS hike_mi
  FROM (SELECT DISTINCT map FROM start) AS n
    CROSS JOIN (VALUES ('start', 5), ('start', 10), ('start', 20), ('drive', 5), ('drive', 10), ('drive', 20)) AS asked (mode, miles)
    CROSS JOIN LATERAL (
      SELECT s.lat, s.lon, concat_ws(' ', :'seed', n.map, asked.mode, asked.miles, s.id) AS key,
        row_number() OVER (ORDER BY md5(concat_ws(' ', :'seed', n.map, asked.mode, asked.miles, s.id))) AS i
      FROM start AS s WHERE s.map = n.map) AS h
  WHERE h.i <= :per_kind) AS r,
  LATERAL reachable_trailheads(r.lat, r.lon, r.drive_km, network => r.map) AS t
GROUP BY r.map, r.mode, r.miles, r.lat, r.lon, r.drive_km, r.hike_mi, r.i
ORDER BY r.map, r.mode, r.miles, r.i;
