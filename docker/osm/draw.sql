-- Draws planned loops on a map of their network as an SVG, in the plane of Web Mercator:
--   psql -qAtX -v network=andorra -f draw.sql
-- Reads the temporary table drawn_loop (label text, geom geometry) that the caller has filled.
WITH frame AS (
  SELECT ST_Expand(ST_SetSRID(ST_Extent(ST_Transform(geom, 3857))::geometry, 3857), 1200) AS box FROM drawn_loop
), scaled AS (
  SELECT box, ST_XMin(box) AS x, ST_YMax(box) AS y, 900 / (ST_XMax(box) - ST_XMin(box)) AS s FROM frame
), shape AS (
  SELECT 1 AS layer, CASE WHEN appeal < 0.35 THEN 'road' ELSE 'trail' END AS class, ST_Collect(ST_Transform(e.geom, 3857)) AS geom
  FROM :"network".edge e, frame WHERE ST_Transform(e.geom, 3857) && box GROUP BY 2
  UNION ALL
  SELECT 2, 'loop' || row_number() OVER (ORDER BY label), ST_Transform(geom, 3857) FROM drawn_loop
)
SELECT format('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 %s" font-family="sans-serif" font-size="15">', round(((ST_YMax(box) - ST_YMin(box)) * s)::numeric + 30))
  || '<style>path{fill:none;stroke-linejoin:round}.road{stroke:#d8d4cc}.trail{stroke:#b9c9ae;stroke-width:1.2}.loop1{stroke:#c0392b;stroke-width:4}.loop2{stroke:#2471a3;stroke-width:4}.loop3{stroke:#7d3c98;stroke-width:4}</style>'
  || '<rect width="900" height="100%" fill="#fbfaf7"/>'
  || (SELECT string_agg(format('<path class="%s" d="%s"/>', class,
        ST_AsSVG(ST_Force2D(ST_Scale(ST_Translate(ST_Simplify(ST_Intersection(ST_Force2D(shape.geom), box), 8), -x, -y), s, s)), 1, 0)), '' ORDER BY layer, class) FROM shape)
  || (SELECT string_agg(format('<text x="%s" y="%s" fill="%s">%s</text>', 14, 24 * i, (ARRAY['#c0392b', '#2471a3', '#7d3c98'])[i], replace(replace(label, '&', '&amp;'), '<', '&lt;')), '')
      FROM (SELECT label, row_number() OVER (ORDER BY label) AS i FROM drawn_loop) AS t)
  || format('<text x="14" y="%s" fill="#555">(c) OpenStreetMap contributors</text></svg>', round(((ST_YMax(box) - ST_YMin(box)) * s)::numeric + 18))
FROM scaled;
