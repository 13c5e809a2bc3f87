-- Draws the loops of test/demo.sql over all trails into build/demo/map.svg. Web Mercator metres, so
-- that the picture is not squeezed; ST_AsSVG turns north up.

\o build/demo/map.svg
WITH trail AS (
  SELECT ST_Transform(wkb_geometry, 3857) AS geom FROM geom WHERE NOT ST_IsEmpty(wkb_geometry)
), loop AS (
  SELECT rank, ST_Transform(geom, 3857) AS geom,
    format('%s. %s, %s miles', rank, trailhead, round(hike_mi::numeric, 1)) AS title
  FROM demo_loop
), frame AS (
  SELECT ST_XMin(box) AS west, -ST_YMax(box) AS top, ST_XMax(box) - ST_XMin(box) AS width,
    ST_YMax(box) - ST_YMin(box) AS height
  FROM (SELECT ST_Expand(ST_Extent(geom), 1500) AS box FROM trail) AS extent
), stroke AS (
  SELECT 0 AS layer,
    format('<path d="%s" stroke="#b0b0b0" stroke-width="70"/>', ST_AsSVG(geom, 0, 0)) AS svg
  FROM trail
  UNION ALL
  -- The best loop is drawn last, and widths differ, so that shared trails show every colour.
  SELECT 10 - rank, format('<path d="%s" stroke="%s" stroke-width="%s"/>', ST_AsSVG(geom, 0, 0),
    (ARRAY['#d62728', '#1f77b4', '#2ca02c'])[rank], 110 + 90 * rank)
  FROM loop
  UNION ALL
  SELECT 10, format('<circle cx="%s" cy="%s" r="260" fill="black"/>',
    round(ST_X(ST_StartPoint(geom))), round(-ST_Y(ST_StartPoint(geom))))
  FROM loop
  UNION ALL
  SELECT 11, xmlelement(NAME text, xmlattributes(round(west + 600) AS x, round(top + 1100 * rank) AS y,
    900 AS "font-size", 'sans-serif' AS "font-family",
    (ARRAY['#d62728', '#1f77b4', '#2ca02c'])[rank] AS fill), title)::text
  FROM loop, frame
)
SELECT format('<svg xmlns="http://www.w3.org/2000/svg" width="900" height="%s" viewBox="%s %s %s %s">',
    round(900 * height / width), round(west), round(top), round(width), round(height))
  || '<rect x="' || round(west) || '" y="' || round(top) || '" width="100%" height="100%" fill="white"/>'
  || '<g fill="none" stroke-linejoin="round" stroke-linecap="round">'
  || (SELECT string_agg(svg, E'\n' ORDER BY layer, svg) FROM stroke) || '</g></svg>'
FROM frame;
\o
