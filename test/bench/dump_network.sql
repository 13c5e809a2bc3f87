-- The rows of the network :map that a plan loads, in the order of the fields that ask.cpp reads.
SET extra_float_digits = 3;
SELECT 'trailhead', t.id, t.node_id, coalesce(t.road_node_id, (-9223372036854775808)::bigint), ST_Y(t.geom), ST_X(t.geom),
  (t.kind IS NOT DISTINCT FROM 'nearest')::integer
FROM :"map".trailhead AS t ORDER BY t.id;
SELECT 'edge', e.id, e.source, e.target, e.length_m, e.appeal, coalesce(e.ascent_m, 'NaN'), coalesce(e.descent_m, 'NaN'),
  loopgenie.is_road(e.kind)::integer, coalesce(e.oneway, false)::integer, coalesce(e.difficulty, 0)
FROM :"map".edge AS e ORDER BY e.id;
SELECT 'twin', w.edge_a, w.edge_b, w.length_m FROM :"map".twin AS w ORDER BY w.edge_a, w.edge_b;
