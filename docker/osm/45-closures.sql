-- What is closed on the same days every year, or on the days of one. A closed way is drawn short of its ends, so that it closes no trail that forks off
-- there; one that is shorter than that is a point.

\echo 'Reading closures'

INSERT INTO :"building".closure (starts, ends, yearly, reason, source, geom)
SELECT starts::date, ends::date, yearly, key || '=' || value, 'OpenStreetMap', CASE
    WHEN osm_type = 'N' THEN geom
    WHEN metres > 80 THEN ST_LineSubstring(geom, 25 / metres, 1 - 25 / metres)
    ELSE ST_LineInterpolatePoint(geom, 0.5) END
FROM osm_closure, LATERAL (SELECT ST_Length(geom::geography) AS metres) AS length
WHERE starts IS NOT NULL
ORDER BY osm_type, osm_id, key, starts;

SELECT count(DISTINCT (osm_type, osm_id, key)) AS conditions, count(DISTINCT (osm_type, osm_id, key)) FILTER (WHERE is_understood) AS understood,
  count(starts) AS closures
FROM osm_closure \gset
\echo :understood of :conditions conditions of ways and gates understood, :closures closures
SELECT format('  not understood: %s = %s (%s)', key, value, count(*))
FROM osm_closure WHERE NOT is_understood GROUP BY key, value ORDER BY count(*) DESC, key, value LIMIT 20;
