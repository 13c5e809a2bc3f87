-- On a solver node: its part of the places, and a view that answers them over the node's own copy of the network.
--   psql -v part=0 -v network=trails -f part.sql
\set ON_ERROR_STOP on
SELECT format('place_%s', :part) AS place, format('answer_%s', :part) AS answer,
  (SELECT extnamespace::regnamespace FROM pg_extension WHERE extname = 'loopgenie') AS loopgenie \gset
CREATE SCHEMA IF NOT EXISTS asked;
CREATE TABLE asked.:"place" (
  id bigint PRIMARY KEY,
  lat double precision NOT NULL,
  lon double precision NOT NULL,
  drive_km double precision NOT NULL,
  hike_mi double precision NOT NULL);
CREATE VIEW asked.:"answer" AS
SELECT id, (loop).rank, (loop).score, (loop).bound, (loop).shape, (loop).trailhead_id, (loop).trailhead, (loop).drive_km, (loop).hike_mi, (loop).ascent_m, (loop).geom
FROM (SELECT id, :loopgenie.plan_loop(lat, lon, drive_km, hike_mi, network => :'network') AS loop FROM asked.:"place") AS p;
SELECT loopgenie.prepare_network(:'network') \g /dev/null
