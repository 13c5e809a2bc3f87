-- How psql prints in the benchmarks: the bare lines of tables.sql's function markdown.
\set ON_ERROR_STOP on
\pset format unaligned
\pset tuples_only on
