-- Several recordings of one path. A receiver strays by some metres, so two hikers' tracks of a path, or the two ways of one hiker who came
-- back by it, wind about each other, and noded they would be a braid of small loops.
--
-- Two paths that run side by side do not cross again and again. So unless it is told how near is near (merge_m), a build takes two lines for
-- recordings of one path only where they stay within 25 m and cross at least three times, and every 500 m.

CREATE OR REPLACE FUNCTION loopgenie._merge_recordings(merge_m double precision, work name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET parallel_setup_cost = 0 SET parallel_tuple_cost = 0 AS $$
DECLARE
  near_m constant double precision := coalesce(merge_m, 25);
  later record;
  earlier record;
  rest postgis.geometry;
  merged bigint := 0;
BEGIN
  IF near_m = 0 THEN
    RETURN;
  END IF;
  PERFORM loopgenie._split_returning(4 * near_m, work);
  PERFORM loopgenie._drop_work('lg_beside', 'lg_recorded');
  EXECUTE format($sql$
    CREATE INDEX ON %1$I.lg_part USING gist (geom);
    ANALYZE %1$I.lg_part;
    CREATE TEMP TABLE lg_beside ON COMMIT DROP AS
    SELECT p.id AS later, o.id AS earlier
    FROM %1$I.lg_part p JOIN %1$I.lg_part o ON o.id < p.id
      AND o.geom OPERATOR(postgis.&&) postgis.ST_Expand(p.geom, %2$L * loopgenie._units_per_m(p.geom))
    WHERE CASE WHEN %3$L THEN loopgenie._crossings(o.geom, p.geom) >= 3
            ELSE postgis.ST_DWithin(o.geom, p.geom, %2$L * loopgenie._units_per_m(p.geom)) END;
    CREATE TEMP TABLE lg_recorded ON COMMIT DROP AS
    SELECT id, label, geom FROM %1$I.lg_part WHERE id IN (SELECT later FROM pg_temp.lg_beside UNION SELECT earlier FROM pg_temp.lg_beside);
  $sql$, work, near_m, merge_m IS NULL);
  CREATE INDEX ON pg_temp.lg_recorded (id);
  CREATE INDEX ON pg_temp.lg_beside (later);
  FOR later IN
    SELECT p.id, p.label, p.geom, loopgenie._units_per_m(p.geom) AS unit FROM pg_temp.lg_recorded p
    WHERE p.id IN (SELECT b.later FROM pg_temp.lg_beside b) ORDER BY p.id
  LOOP
    rest := later.geom;
    -- What is left of earlier ones, if they themselves were recordings of still earlier ones.
    FOR earlier IN
      SELECT o.geom FROM pg_temp.lg_recorded o JOIN pg_temp.lg_beside b ON b.earlier = o.id WHERE b.later = later.id ORDER BY o.id
    LOOP
      rest := loopgenie._without_recording(rest, earlier.geom, near_m * later.unit, merge_m IS NULL);
    END LOOP;
    IF NOT rest OPERATOR(postgis.=) later.geom THEN
      merged := merged + 1;
      UPDATE pg_temp.lg_recorded SET geom = rest WHERE id = later.id;
      UPDATE pg_temp.lg_recorded SET label = later.label
      WHERE label IS NULL AND id = (SELECT min(b.earlier) FROM pg_temp.lg_beside b WHERE b.later = later.id);
    END IF;
  END LOOP;
  IF merged > 0 THEN
    EXECUTE format('UPDATE %I.lg_part p SET label = r.label, geom = r.geom FROM pg_temp.lg_recorded r WHERE r.id = p.id', work);
    PERFORM loopgenie._renumber_parts(work);
    RAISE NOTICE '% lines record paths that others record too: where they do, one line is kept', merged
      USING HINT = 'merge_m => 0 keeps them all.';
  END IF;
END $$;
COMMENT ON FUNCTION loopgenie._merge_recordings(double precision, name) IS
'Leaves of lines of lg_part that record the same path within merge_m metres only the longest; null: those that wind about each other.';

-- A track that comes back to where it began is cut at its farthest point: what comes back is a second recording, if it is one.
CREATE OR REPLACE FUNCTION loopgenie._split_returning(closed_m double precision, work name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM loopgenie._drop_work('lg_turned');
  EXECUTE format($sql$
    CREATE TEMP TABLE lg_turned ON COMMIT DROP AS
    SELECT p.id, p.row, p.label, half.geom
    FROM %1$I.lg_part p,
      LATERAL (SELECT path[1] AS nr FROM postgis.ST_DumpPoints(p.geom) AS v
               ORDER BY postgis.ST_Distance(v.geom, postgis.ST_StartPoint(p.geom)) DESC, path LIMIT 1) AS farthest,
      LATERAL (SELECT postgis.ST_MakeLine(v.geom ORDER BY path) AS geom FROM postgis.ST_DumpPoints(p.geom) AS v WHERE path[1] <= nr
               UNION ALL
               SELECT postgis.ST_MakeLine(v.geom ORDER BY path) FROM postgis.ST_DumpPoints(p.geom) AS v WHERE path[1] >= nr) AS half
    WHERE postgis.ST_Distance(postgis.ST_StartPoint(p.geom), postgis.ST_EndPoint(p.geom)) <= %2$L * loopgenie._units_per_m(p.geom)
      AND postgis.ST_Length(p.geom) >= 4 * %2$L * loopgenie._units_per_m(p.geom) AND nr > 1 AND nr < postgis.ST_NPoints(p.geom)
  $sql$, work, closed_m);
  IF EXISTS (SELECT FROM pg_temp.lg_turned) THEN
    EXECUTE format($sql$
      DELETE FROM %1$I.lg_part p USING pg_temp.lg_turned t WHERE p.id = t.id;
      INSERT INTO %1$I.lg_part TABLE pg_temp.lg_turned;
    $sql$, work);
    PERFORM loopgenie._renumber_parts(work);
  END IF;
END $$;
COMMENT ON FUNCTION loopgenie._split_returning(double precision, name) IS
'Cuts the lines of lg_part that end within so many metres of their start at the point farthest from it.';

CREATE OR REPLACE FUNCTION loopgenie._renumber_parts(work name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE format($sql$
    CREATE UNLOGGED TABLE %1$I.lg_renumbered WITH (toast_tuple_target = 8160) AS
    SELECT row_number() OVER (ORDER BY postgis.ST_Length(line.geom) DESC, line.geom, label) AS id, row, label, line.geom
    FROM %1$I.lg_part, postgis.ST_Dump(lg_part.geom) AS line WHERE postgis.ST_Length(line.geom) > 0;
    DROP TABLE %1$I.lg_part;
    ALTER TABLE %1$I.lg_renumbered RENAME TO lg_part;
  $sql$, work);
END $$;
COMMENT ON FUNCTION loopgenie._renumber_parts(name) IS 'Numbers the lines of lg_part, longest first.';

-- Stretches shorter than four times the distance are crossings. What stays within 0.7 m is no recording but the same line, rounded or drawn
-- twice, which _node_chains merges with both names.
CREATE OR REPLACE FUNCTION loopgenie._without_recording(
  line postgis.geometry, kept postgis.geometry, near double precision, must_cross boolean) RETURNS postgis.geometry
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  zone postgis.geometry := postgis.ST_Buffer(kept, near, 'quad_segs=4'::text);
  unit double precision := loopgenie._units_per_m(kept);
  again postgis.geometry;
  rest postgis.geometry;
BEGIN
  SELECT postgis.ST_Collect(stretch.geom) INTO again
  FROM postgis.ST_Dump(postgis.ST_LineMerge(postgis.ST_CollectionExtract(postgis.ST_Intersection(line, zone, -1::float8), 2))) AS stretch
  WHERE postgis.ST_Length(stretch.geom) >= 4 * near
    AND (NOT must_cross OR (
      loopgenie._crossings(stretch.geom, kept) >= greatest(3, postgis.ST_Length(stretch.geom) / (500 * unit))
      AND postgis.ST_Length(postgis.ST_Intersection(stretch.geom, postgis.ST_Buffer(kept, 0.7 * unit, 'quad_segs=2'::text), -1::float8))
            < postgis.ST_Length(stretch.geom) / 2));
  IF again IS NULL THEN
    RETURN line;
  END IF;
  rest := postgis.ST_LineMerge(postgis.ST_CollectionExtract(postgis.ST_Difference(line, again, -1::float8), 2));
  -- What is left ended on the stretch: now it ends on the line that is kept.
  SELECT postgis.ST_SnapToGrid(postgis.ST_Collect(tied.geom), 0.001::float8) INTO rest
  FROM postgis.ST_Dump(rest) AS piece,
    LATERAL (SELECT CASE WHEN postgis.ST_Intersects(postgis.ST_StartPoint(piece.geom), again)
                    THEN postgis.ST_AddPoint(piece.geom, postgis.ST_ClosestPoint(kept, postgis.ST_StartPoint(piece.geom)), 0) ELSE piece.geom END AS geom) AS started,
    LATERAL (SELECT CASE WHEN postgis.ST_Intersects(postgis.ST_EndPoint(piece.geom), again)
                    THEN postgis.ST_AddPoint(started.geom, postgis.ST_ClosestPoint(kept, postgis.ST_EndPoint(piece.geom))) ELSE started.geom END AS geom) AS tied;
  RETURN coalesce(rest, postgis.ST_GeomFromText('MULTILINESTRING EMPTY', 3395));
END $$;
COMMENT ON FUNCTION loopgenie._without_recording(postgis.geometry, postgis.geometry, double precision, boolean) IS
'What is left of a line beside one that is kept: without the stretches that record the same path within so many units of the plane.';

-- Where they run over one another they are one drawing, not two recordings.
CREATE OR REPLACE FUNCTION loopgenie._crossings(a postgis.geometry, b postgis.geometry) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT postgis.ST_NumGeometries(postgis.ST_CollectionExtract(postgis.ST_Intersection(a, b, -1::float8), 1));
END;
COMMENT ON FUNCTION loopgenie._crossings(postgis.geometry, postgis.geometry) IS 'At how many points two lines meet.';
