-- What the benchmarks compute and print tables with.

-- The rows of a query as a table in Markdown.
CREATE OR REPLACE FUNCTION markdown(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
  found record;
  headed boolean := false;
BEGIN
  FOR found IN EXECUTE query LOOP
    IF NOT headed THEN
      RETURN QUERY
      SELECT '| ' || string_agg(key, ' | ') || ' |' || E'\n|' || repeat('---|', count(*)::integer)
      FROM json_object_keys(row_to_json(found)) AS key;
      headed := true;
    END IF;
    RETURN QUERY
    SELECT '| ' || string_agg(coalesce(value, ''), ' | ') || ' |' FROM json_each_text(row_to_json(found));
  END LOOP;
END $$;

-- Percentiles; nulls do not count.
CREATE OR REPLACE FUNCTION middle(float8[]) RETURNS numeric LANGUAGE sql IMMUTABLE AS
$$ SELECT (percentile_cont(0.5) WITHIN GROUP (ORDER BY v))::numeric FROM unnest($1) AS v $$;
CREATE OR REPLACE FUNCTION ninetieth(float8[]) RETURNS numeric LANGUAGE sql IMMUTABLE AS
$$ SELECT (percentile_cont(0.9) WITHIN GROUP (ORDER BY v))::numeric FROM unnest($1) AS v $$;
CREATE OR REPLACE FUNCTION ninety_fifth(float8[]) RETURNS numeric LANGUAGE sql IMMUTABLE AS
$$ SELECT (percentile_cont(0.95) WITHIN GROUP (ORDER BY v))::numeric FROM unnest($1) AS v $$;
CREATE OR REPLACE AGGREGATE p50(float8) (SFUNC = array_append, STYPE = float8[], FINALFUNC = middle);
CREATE OR REPLACE AGGREGATE p90(float8) (SFUNC = array_append, STYPE = float8[], FINALFUNC = ninetieth);
CREATE OR REPLACE AGGREGATE p95(float8) (SFUNC = array_append, STYPE = float8[], FINALFUNC = ninety_fifth);

-- Milliseconds since a moment.
CREATE OR REPLACE FUNCTION ms_since(timestamptz) RETURNS float8 LANGUAGE sql AS
$$ SELECT extract(epoch FROM clock_timestamp() - $1)::float8 * 1000 $$;
