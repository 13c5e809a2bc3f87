-- Where hikes start: mapped spots that touch both worlds, and where none is mapped, where trails meet roads.

\echo 'Choosing trailheads'

-- Nodes that a trailhead may use: of trails worth driving to (most quiet roads and pavements are not), and of
-- roads where one may stop, both in parts of 2 km and more, and of roads that can be reached and left again.
CREATE TEMP TABLE access_node ON COMMIT DROP AS
SELECT DISTINCT ON (world, node_id) world, node_id, point AS geom
FROM vertex v JOIN way USING (world, way_id)
WHERE CASE world
  WHEN 'trail' THEN NOT is_road AND appeal >= 0.6 AND way_id IN (SELECT way_id FROM part WHERE metres >= 2000)
  ELSE kind NOT LIKE 'motorway%'
    AND EXISTS (SELECT FROM road_part r WHERE r.way_id = v.way_id AND v.seq BETWEEN r.first AND r.last AND leads_on) END;
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
  name, kind, rank, geom, apart_m, node_id, road_node_id
FROM touching;

CREATE TEMP TABLE spot_node ON COMMIT DROP AS
SELECT DISTINCT node_id FROM (SELECT node_id FROM candidate WHERE kind <> 'road_crossing'
                              UNION ALL SELECT road_node_id FROM candidate WHERE kind <> 'road_crossing') AS n;
-- Which of their nodes lie within 250 m of each other along roads and trails: who has parked may walk on.
CREATE TEMP TABLE way_step ON COMMIT DROP AS
WITH stop AS (
  SELECT world, way_id, seq, node_id, sum(step) OVER (PARTITION BY world, way_id ORDER BY seq) AS at
  FROM (SELECT world, way_id, seq, node_id,
          coalesce(ST_Distance(point::geography, lag(point) OVER (PARTITION BY world, way_id ORDER BY seq)::geography), 0) AS step
        FROM vertex) AS v
), pair AS (
  SELECT node_id AS source, at, lead(node_id) OVER along AS target, lead(at) OVER along AS next
  FROM stop
  WHERE node_id IN (SELECT node_id FROM spot_node)
    OR node_id IN (SELECT node_id FROM vertex GROUP BY 1 HAVING count(DISTINCT way_id) > 1)
  WINDOW along AS (PARTITION BY world, way_id ORDER BY seq)
)
SELECT least(source, target) AS source, greatest(source, target) AS target, min(next - at) AS metres
FROM pair WHERE next - at <= 250 AND source <> target GROUP BY 1, 2;
INSERT INTO way_step SELECT target, source, metres FROM way_step;
CREATE INDEX ON way_step (source);
ANALYZE way_step;
-- In rounds, each from where the one before came nearer.
CREATE TEMP TABLE along_ways (start_node bigint, node_id bigint, metres float8, round integer, PRIMARY KEY (start_node, node_id)) ON COMMIT DROP;
CREATE INDEX ON along_ways (round);
INSERT INTO along_ways SELECT node_id, node_id, 0, 0 FROM spot_node;
DO $$
DECLARE
  this_round integer := 0;
BEGIN
  LOOP
    ANALYZE along_ways;
    this_round := this_round + 1;
    INSERT INTO along_ways AS a
    SELECT start_node, s.target, min(w.metres + s.metres), this_round
    FROM along_ways w JOIN way_step s ON s.source = w.node_id
    WHERE w.round = this_round - 1 AND w.metres + s.metres <= 250 GROUP BY 1, 2
    ON CONFLICT (start_node, node_id) DO UPDATE SET metres = excluded.metres, round = excluded.round WHERE excluded.metres < a.metres;
    EXIT WHEN NOT FOUND;
  END LOOP;
END $$;

-- The better known first. What lies within 100 m of one already chosen is merged into it, and so is what lies within 250 m along the ways of
-- one of a better kind: of a car park and a bus stop hikers use the car park. It names the one it is merged into unless it is a board:
-- those have titles.
CREATE TEMP TABLE chosen (turn bigint PRIMARY KEY, name text, kind text, rank integer, geom geometry, node_id bigint, road_node_id bigint)
  ON COMMIT DROP;
CREATE INDEX ON chosen USING gist (geom);
CREATE INDEX ON chosen (road_node_id);
CREATE INDEX ON chosen (node_id);
DO $$
DECLARE
  c candidate;
  wide float8;
  merged chosen;
BEGIN
  FOR c IN SELECT * FROM candidate ORDER BY turn LOOP
    wide := c.apart_m / (110574 * cos(radians(ST_Y(c.geom))));
    SELECT * INTO merged FROM (
      SELECT * FROM chosen
      WHERE chosen.geom && ST_Expand(c.geom, wide, c.apart_m / 110574.0)
        AND ST_Distance(chosen.geom::geography, c.geom::geography) < c.apart_m
      UNION
      SELECT chosen.* FROM along_ways a JOIN chosen ON a.node_id IN (chosen.road_node_id, chosen.node_id)
      WHERE a.start_node IN (c.road_node_id, c.node_id) AND chosen.rank < c.rank) AS near
    ORDER BY turn LIMIT 1;
    IF merged IS NULL THEN
      INSERT INTO chosen VALUES (c.turn, c.name, c.kind, c.rank, c.geom, c.node_id, c.road_node_id);
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

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM chosen) THEN
    RAISE NOTICE 'the file holds no place to start a hike from: no car park, trailhead, board, station or bus stop, and no road within 150 m of a trail of 2 km'
      USING HINT = 'Import a larger extract, or add rows to the table trailhead: a node of the trails, one of the roads, and the place.';
  END IF;
END $$;
