-- Where hikes start: mapped spots that touch both worlds, and where none is mapped, where trails meet roads.

\echo 'Choosing trailheads'

-- Nodes that a trailhead may use: of trails worth driving to (most quiet roads and pavements are not), and of
-- roads where one may stop, each in a part that leads somewhere.
CREATE TEMP TABLE access_node ON COMMIT DROP AS
SELECT DISTINCT ON (v.world, v.node_id) v.world, v.node_id, v.point AS geom
FROM vertex v JOIN way USING (world, way_id) JOIN part USING (world, way_id)
WHERE part.is_large AND CASE v.world WHEN 'road' THEN way.kind NOT LIKE 'motorway%' ELSE NOT way.is_road AND way.appeal >= 0.6 END;
CREATE INDEX ON access_node USING gist (geom);
ANALYZE access_node;

-- Within 150 m of a trail and of a road, each to its nearest node. A degree of latitude has 110.6 km or more.
CREATE TEMP TABLE candidate ON COMMIT DROP AS
WITH spot AS (
  SELECT osm_type, osm_id, nullif(name, '') AS name, kind, geom,
    CASE kind WHEN 'trailhead' THEN 1 WHEN 'parking' THEN 2 WHEN 'information' THEN 3 WHEN 'railway' THEN 4
      WHEN 'bus_stop' THEN 5 END AS rank
  FROM osm_spot
), touching AS (
  SELECT osm_type, osm_id, name, kind, spot.geom, rank, 100 AS apart_m, trail.metres, trail.node_id, road.node_id AS road_node_id
  FROM spot,
    LATERAL (SELECT 150 / (110574 * cos(radians(ST_Y(spot.geom)))) AS wide, 150 / 110574.0 AS high) AS reach,
    LATERAL (SELECT node_id, metres
             FROM access_node a, LATERAL (SELECT ST_Distance(a.geom::geography, spot.geom::geography) AS metres) AS d
             WHERE a.geom && ST_Expand(spot.geom, wide, high) AND world = 'trail' AND metres <= 150
             ORDER BY metres, node_id LIMIT 1) AS trail,
    LATERAL (SELECT node_id
             FROM access_node a, LATERAL (SELECT ST_Distance(a.geom::geography, spot.geom::geography) AS metres) AS d
             WHERE a.geom && ST_Expand(spot.geom, wide, high) AND world = 'road' AND metres <= 150
             ORDER BY metres, node_id LIMIT 1) AS road
  UNION ALL
  -- Where nothing is mapped within 2 km: where a trail meets a road.
  SELECT 'N', node_id, NULL, 'road_crossing', t.geom, 6, 2000, 0, node_id, node_id
  FROM access_node t JOIN access_node r USING (node_id) WHERE t.world = 'trail' AND r.world = 'road'
)
SELECT row_number() OVER (ORDER BY rank, name IS NULL, metres, osm_type, osm_id) AS turn,
  name, kind, geom, apart_m, node_id, road_node_id
FROM touching;

-- The better known first; what lies within 100 m of one already chosen is merged into it, and names it unless it is a board: those
-- have titles.
CREATE TEMP TABLE chosen (turn bigint PRIMARY KEY, name text, kind text, geom geometry, node_id bigint, road_node_id bigint)
  ON COMMIT DROP;
CREATE INDEX ON chosen USING gist (geom);
DO $$
DECLARE
  c candidate;
  wide float8;
  merged chosen;
BEGIN
  FOR c IN SELECT * FROM candidate ORDER BY turn LOOP
    wide := c.apart_m / (110574 * cos(radians(ST_Y(c.geom))));
    SELECT * INTO merged FROM chosen
    WHERE chosen.geom && ST_Expand(c.geom, wide, c.apart_m / 110574.0)
      AND ST_Distance(chosen.geom::geography, c.geom::geography) < c.apart_m
    ORDER BY turn LIMIT 1;
    IF merged IS NULL THEN
      INSERT INTO chosen VALUES (c.turn, c.name, c.kind, c.geom, c.node_id, c.road_node_id);
    ELSIF (merged).name IS NULL AND c.name IS NOT NULL AND c.kind <> 'information' THEN
      UPDATE chosen SET name = c.name WHERE turn = (merged).turn;
    END IF;
  END LOOP;
END $$;

CREATE FUNCTION pg_temp.nearest_way_name(wanted text, spot geometry) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT name
  FROM way, LATERAL (SELECT ST_Distance(way.geom::geography, spot::geography) AS metres) AS d
  WHERE world = wanted AND (world = 'road' OR NOT is_road) AND name IS NOT NULL AND metres <= 150
    AND way.geom && ST_Expand(spot, 150 / (110574 * cos(radians(ST_Y(spot)))), 150 / 110574.0)
  ORDER BY metres, name LIMIT 1
$$;

-- Nameless ones take the name of the nearest named trail within 150 m, else of the nearest street, else of the nearest place within 5 km.
-- Where several are called the same by that, the place is added: "GR 11, Arinsal". So it is for boards that are
-- starts themselves: "Cartel informativo".
CREATE TEMP TABLE called ON COMMIT DROP AS
SELECT turn, way, place.name AS place,
  kind = 'information' OR count(*) OVER (PARTITION BY way) > 1 OR way IN (SELECT name FROM chosen WHERE name IS NOT NULL) AS is_shared
FROM chosen, LATERAL coalesce(chosen.name, pg_temp.nearest_way_name('trail', geom), pg_temp.nearest_way_name('road', geom)) AS way
  LEFT JOIN LATERAL (
    SELECT p.name FROM (SELECT name, geom FROM osm_place ORDER BY osm_place.geom <-> chosen.geom LIMIT 8) AS p,
      LATERAL (SELECT ST_Distance(p.geom::geography, chosen.geom::geography) AS metres) AS d
    WHERE metres <= 5000 ORDER BY metres, p.name LIMIT 1) AS place ON true
WHERE chosen.name IS NULL OR kind = 'information';

UPDATE chosen SET name = CASE WHEN way IS NULL THEN place WHEN is_shared AND position(lower(place) IN lower(way)) = 0 THEN way || ', ' || place ELSE way END
FROM called WHERE called.turn = chosen.turn;
