-- The network of the bundled sample, with what people search for.
SELECT FROM loopgenie.build_network('geom', trailheads => 'trailhead_points', camps => 'camp_points') \g /dev/null
INSERT INTO trails.place (id, name, kind, population, geom)
SELECT row_number() OVER (ORDER BY name, kind), name, kind, population, geom FROM place_points;
