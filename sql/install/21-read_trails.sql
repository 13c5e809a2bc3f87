-- Reading a raw trail table: which columns, which rows, and in which plane the noding works.
--
-- The plane is EPSG:3395 (Mercator on the WGS 84 ellipsoid). It is conformal, so near any
-- point a metre is the same number of units in every direction (_units_per_m), one plane
-- serves trails all over the world, and nearest points and crossings found there are right
-- to a centimetre over the tens of metres that matter. No length is ever taken from it: those are
-- geodesic. Coordinates are held to whole millimetres of the plane, which removes the noise
-- of earlier computations before it can cost a junction.

CREATE OR REPLACE FUNCTION loopgenie._units_per_m(geom postgis.geometry) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
  SELECT pg_catalog.cosh((postgis.ST_YMin(geom::postgis.box3d) + postgis.ST_YMax(geom::postgis.box3d)) / 2 / 6378137.0);
END;
COMMENT ON FUNCTION loopgenie._units_per_m(postgis.geometry) IS
'Units of the working plane (EPSG:3395) in one metre on the ground at a geometry''s latitude.';

-- Work tables are temporary tables named lg_*. Dropping only those there are keeps a build
-- from printing a NOTICE for each that is not.
CREATE OR REPLACE FUNCTION loopgenie._drop_work(VARIADIC work_tables text[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  work_table text;
BEGIN
  FOREACH work_table IN ARRAY work_tables LOOP
    IF EXISTS (SELECT FROM pg_catalog.pg_class
               WHERE relnamespace = pg_catalog.pg_my_temp_schema() AND relname = work_table) THEN
      EXECUTE pg_catalog.format('DROP TABLE pg_temp.%I', work_table);
    END IF;
  END LOOP;
END $$;
COMMENT ON FUNCTION loopgenie._drop_work(text[]) IS 'Drops those of the named temporary tables that exist.';

-- A cast to text may be a function of the table's owner, who would so run code with the builder's rights. What format calls
-- came with the type.
CREATE OR REPLACE FUNCTION loopgenie._text_of(col name) RETURNS text
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT CASE WHEN col IS NULL THEN 'NULL' ELSE format('nullif(format(''%%s'', %I), '''')', col) END;
END;
COMMENT ON FUNCTION loopgenie._text_of(name) IS 'An expression for a column of any type as text, null where that is empty.';

-- Reads a table's geometries, in EPSG:4326, and the columns of text that are named (null: none) into the temporary table lg_raw.
CREATE OR REPLACE FUNCTION loopgenie._read_raw(
  tab regclass, geom_column name, name_column name, kind_column name, difficulty_column name DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  srid_problem record;
  unknown record;
BEGIN
  PERFORM loopgenie._drop_work('lg_raw');
  CREATE TEMP TABLE lg_raw (id bigint, name text COLLATE "C", kind text COLLATE "C", grade text, geom postgis.geometry) ON COMMIT DROP;
  EXECUTE format('INSERT INTO pg_temp.lg_raw SELECT row_number() OVER (), %s, %s, %s, %s::postgis.geometry FROM %s',
    loopgenie._text_of(name_column), loopgenie._text_of(kind_column), loopgenie._text_of(difficulty_column), quote_ident(geom_column), tab);
  UPDATE pg_temp.lg_raw SET name = nullif(btrim(name), ''), kind = nullif(btrim(kind), '')
  WHERE btrim(name) IS DISTINCT FROM nullif(name, '') OR btrim(kind) IS DISTINCT FROM nullif(kind, '');
  SELECT count(*) AS rows, min(grade) AS grade INTO unknown FROM pg_temp.lg_raw
  WHERE btrim(grade) <> '' AND loopgenie.difficulty_of(grade) IS NULL;
  IF unknown.rows > 0 THEN
    RAISE NOTICE '% rows of % have a difficulty that is not understood, such as "%"', unknown.rows, tab, unknown.grade
      USING HINT = 'Understood are 1 to 6, T1 to T6, the values of sac_scale, and easy, moderate, hard.';
  END IF;
  SELECT postgis.ST_SRID(geom) AS srid, pg_catalog.min(postgis.ST_XMin(geom::postgis.box3d)) >= -180 AND pg_catalog.max(postgis.ST_XMax(geom::postgis.box3d)) <= 180
      AND pg_catalog.min(postgis.ST_YMin(geom::postgis.box3d)) >= -90 AND pg_catalog.max(postgis.ST_YMax(geom::postgis.box3d)) <= 90 AS looks_like_degrees
    INTO srid_problem
  FROM pg_temp.lg_raw
  WHERE NOT postgis.ST_IsEmpty(geom) AND NOT EXISTS (SELECT FROM postgis.spatial_ref_sys s WHERE s.srid = postgis.ST_SRID(geom))
  GROUP BY 1 ORDER BY 1 LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'geometries of % have %', tab,
        CASE srid_problem.srid WHEN 0 THEN 'no SRID' ELSE 'the unknown SRID ' || srid_problem.srid END
      USING ERRCODE = 'invalid_parameter_value', HINT = pg_catalog.format(
        CASE WHEN srid_problem.looks_like_degrees
          THEN 'They look like longitudes and latitudes: if so, run ALTER TABLE %s ALTER COLUMN %I TYPE geometry USING ST_SetSRID(%2$I, 4326).'
          ELSE 'Say what they are: ALTER TABLE %s ALTER COLUMN %I TYPE geometry USING ST_SetSRID(%2$I, <their SRID>).' END,
        tab, geom_column);
  END IF;
  UPDATE pg_temp.lg_raw SET geom = CASE
      WHEN postgis.ST_IsEmpty(geom) THEN NULL
      WHEN postgis.ST_Zmflag(geom) IN (2, 3) THEN postgis.ST_Transform(postgis.ST_Force3D(geom, 0::float8), 4326)
      ELSE postgis.ST_Transform(postgis.ST_Force2D(geom), 4326) END
  WHERE postgis.ST_IsEmpty(geom) OR postgis.ST_SRID(geom) <> 4326 OR postgis.ST_Zmflag(geom) IN (1, 3);
END $$;
COMMENT ON FUNCTION loopgenie._read_raw(regclass, name, name, name, name) IS
'Reads names, kinds, difficulties and geometries (to EPSG:4326, heights kept) of a table of any SRID into the temporary table lg_raw.';

-- From lg_raw to lg_part: single flat lines in the working plane, what cannot be walked left out
-- and counted. Parts are numbered longest first, so that of two drawings of one path the
-- longer trail's stays; ties go by geometry and label, never by the order of the rows. What is known of a row
-- besides its line is its label, null where that is nothing; lg_line keeps the heights.
CREATE OR REPLACE FUNCTION loopgenie._read_parts(tab regclass, work name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  skipped record;
  parts bigint;
BEGIN
  PERFORM loopgenie._drop_work('lg_line', 'lg_label');
  CREATE TEMP TABLE lg_line ON COMMIT DROP AS
  SELECT r.id AS row, r.name, r.kind, r.difficulty, line.geom,
    CASE WHEN coalesce(name, kind, difficulty::text) IS NOT NULL THEN dense_rank() OVER (ORDER BY name, kind, difficulty) END AS label,
    postgis.ST_IsValidReason(line.geom) LIKE 'Invalid Coordinate%'
      OR postgis.ST_XMin(line.geom::postgis.box3d) < -180 OR postgis.ST_XMax(line.geom::postgis.box3d) > 180
      OR postgis.ST_YMin(line.geom::postgis.box3d) < -90 OR postgis.ST_YMax(line.geom::postgis.box3d) > 90 AS bad_coordinates,
    postgis.ST_Length(line.geom) = 0 AS no_length
  FROM (SELECT *, loopgenie.difficulty_of(grade) AS difficulty FROM pg_temp.lg_raw) AS r, postgis.ST_Dump(postgis.ST_CollectionExtract(postgis.ST_CurveToLine(r.geom, 32::float8, 0, 0), 2)) AS line
  WHERE NOT postgis.ST_IsEmpty(line.geom);

  PERFORM loopgenie._refuse_edges_of_the_map();

  SELECT * INTO skipped FROM
    (SELECT pg_catalog.count(*) AS read, pg_catalog.count(*) FILTER (WHERE geom IS NULL) AS empty,
       pg_catalog.count(geom) - (SELECT pg_catalog.count(DISTINCT row) FROM pg_temp.lg_line) AS no_line
     FROM pg_temp.lg_raw) AS rows,
    (SELECT pg_catalog.count(*) FILTER (WHERE bad_coordinates) AS bad,
       pg_catalog.count(*) FILTER (WHERE no_length AND NOT bad_coordinates) AS short,
       pg_catalog.count(*) FILTER (WHERE name IS NULL AND NOT no_length AND NOT bad_coordinates) AS nameless
     FROM pg_temp.lg_line) AS lines;
  IF skipped.empty + skipped.no_line + skipped.bad + skipped.short + skipped.nameless > 0 THEN
    RAISE NOTICE '% of % rows: skipped % null or empty, % not a line, % with invalid coordinates, % of no length; kept % without a name',
      tab, skipped.read, skipped.empty, skipped.no_line, skipped.bad, skipped.short, skipped.nameless;
  END IF;

  CREATE TEMP TABLE lg_label ON COMMIT DROP AS
  SELECT DISTINCT label AS id, name, kind, difficulty FROM pg_temp.lg_line WHERE label IS NOT NULL;
  ALTER TABLE pg_temp.lg_label ADD PRIMARY KEY (id);
  EXECUTE format($sql$
    CREATE UNLOGGED TABLE %1$I.lg_part WITH (toast_tuple_target = 8160) AS
    SELECT row_number() OVER (ORDER BY units DESC, geom, label) AS id, row, label, geom
    FROM (SELECT *, postgis.ST_Length(geom) AS units
          FROM (SELECT row, label,
                  postgis.ST_RemoveRepeatedPoints(postgis.ST_SnapToGrid(postgis.ST_Transform(postgis.ST_Force2D(geom), 3395), 0.001::float8), 0::float8) AS geom
                FROM pg_temp.lg_line WHERE NOT bad_coordinates AND NOT no_length OFFSET 0) AS line) AS measured
    WHERE units > 0
  $sql$, work);
  GET DIAGNOSTICS parts = ROW_COUNT;
  IF parts = 0 THEN
    RAISE EXCEPTION '% holds no line to walk', tab
      USING ERRCODE = 'no_data_found',
        HINT = 'Load trails as LineString or MultiLineString and call loopgenie.build_network again; an existing network is left as it was.';
  END IF;
  PERFORM loopgenie._report('read', parts, 'lines');
END $$;
COMMENT ON FUNCTION loopgenie._read_parts(regclass, name) IS
'Takes single, walkable lines from lg_raw into lg_part, in the schema work, and reports the rest in one NOTICE.';

-- The plane ends at longitude 180 and stretches without limit towards the poles: trails there
-- would be torn or lost without a word.
CREATE OR REPLACE FUNCTION loopgenie._refuse_edges_of_the_map() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM pg_temp.lg_line WHERE NOT bad_coordinates
             AND (postgis.ST_XMax(geom::postgis.box3d) > 179.999 OR postgis.ST_XMin(geom::postgis.box3d) < -179.999 OR postgis.ST_XMax(geom::postgis.box3d) - postgis.ST_XMin(geom::postgis.box3d) > 180)) THEN
    RAISE EXCEPTION 'trails reach the antimeridian'
      USING ERRCODE = 'feature_not_supported',
        HINT = 'Leave out what lies within 0.001 degrees of longitude 180, or build the two sides as two networks.';
  ELSIF EXISTS (SELECT FROM pg_temp.lg_line WHERE NOT bad_coordinates
                AND (postgis.ST_YMax(geom::postgis.box3d) > 85 OR postgis.ST_YMin(geom::postgis.box3d) < -85)) THEN
    RAISE EXCEPTION 'trails reach beyond 85 degrees of latitude'
      USING ERRCODE = 'feature_not_supported', HINT = 'Leave out what lies that near to a pole.';
  END IF;
END $$;
COMMENT ON FUNCTION loopgenie._refuse_edges_of_the_map() IS
'Raises feature_not_supported when lines of lg_line touch the antimeridian or a pole.';
