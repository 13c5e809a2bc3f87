-- Each example is followed by what is found in it: nothing, or kind and name.
SELECT array_agg(id) FROM trails.edge
-- nothing
SELECT a.b(1)::a.c OPERATOR(pg_catalog.=) ANY (ARRAY[1]) FROM a.d
-- nothing
WITH own AS (SELECT 1 AS x) SELECT x FROM own
-- nothing
SELECT st_x(geom) FROM trails.node
-- function st_x
SELECT id FROM edge
-- relation edge
SELECT id FROM pg_class
-- relation pg_class
SELECT NULL::geometry
-- type geometry
CREATE FUNCTION f() RETURNS integer LANGUAGE sql SET search_path = pg_catalog, pg_temp AS 'SELECT 1'
-- function f
CREATE FUNCTION a.f() RETURNS bigint LANGUAGE sql AS 'SELECT array_agg(x) FROM a.t'
-- function array_agg
CREATE FUNCTION a.f() RETURNS bigint LANGUAGE sql SET search_path = pg_catalog, public, pg_temp AS 'SELECT array_agg(x) FROM a.t'
-- function array_agg
CREATE FUNCTION a.f() RETURNS bigint LANGUAGE sql SET search_path = pg_catalog, pg_temp AS 'SELECT array_agg(x) FROM a.t'
-- nothing
CREATE FUNCTION a.f() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT array_agg(x) FROM a.t; END
-- nothing
CREATE FUNCTION a.f() RETURNS text LANGUAGE sql AS 'SELECT a.x || a.y FROM a.t AS a'
-- operator ||
CREATE FUNCTION a.f() RETURNS boolean LANGUAGE sql AS 'SELECT a.x = a.y FROM a.t AS a'
-- operator =
CREATE FUNCTION a.f() RETURNS boolean LANGUAGE sql AS 'SELECT a.x IN (1, 2) FROM a.t AS a'
-- implicit operator IN
CREATE FUNCTION a.f() RETURNS boolean LANGUAGE sql AS 'SELECT a.x IN (SELECT 1) FROM a.t AS a'
-- implicit operator IN (SELECT …)
CREATE FUNCTION a.f() RETURNS integer LANGUAGE sql AS 'SELECT CASE a.x WHEN 1 THEN 2 END FROM a.t AS a'
-- implicit operator CASE … WHEN
CREATE FUNCTION a.f() RETURNS boolean LANGUAGE sql AS 'SELECT a.x BETWEEN 1 AND 2 FROM a.t AS a'
-- implicit operator BETWEEN
CREATE FUNCTION a.f() RETURNS boolean LANGUAGE sql AS 'SELECT a.x IS DISTINCT FROM a.y FROM a.t AS a'
-- implicit operator IS DISTINCT FROM
CREATE FUNCTION a.f() RETURNS integer LANGUAGE sql AS 'SELECT nullif(a.x, a.y) FROM a.t AS a'
-- implicit operator NULLIF
CREATE FUNCTION a.f() RETURNS boolean LANGUAGE sql AS 'SELECT a.x LIKE a.y FROM a.t AS a'
-- implicit operator LIKE
CREATE FUNCTION a.f() RETURNS integer LANGUAGE sql AS 'SELECT a.x FROM a.t AS a ORDER BY a.x USING <'
-- operator USING <
CREATE FUNCTION a.f() RETURNS integer LANGUAGE sql AS 'SELECT 1 FROM a.t JOIN a.u USING (x)'
-- implicit operator JOIN USING
CREATE FUNCTION a.f() RETURNS text LANGUAGE sql AS 'SELECT x::text FROM a.t'
-- type text
CREATE FUNCTION a.f() RETURNS text LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$ DECLARE x evil; BEGIN RETURN lower('a'); END $$
-- type evil
CREATE FUNCTION a.f() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN lower('a'); END $$
-- function lower
CREATE FUNCTION a.f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN IF 1 > 0 THEN RETURN; END IF; END $$
-- operator >
CREATE FUNCTION a.f(x text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$ BEGIN EXECUTE 'DROP TABLE ' || 'edge'; END $$
-- relation edge
CREATE FUNCTION a.f(x text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$ BEGIN EXECUTE format('DELETE FROM %I.edge WHERE st_isempty(geom)', x); END $$
-- function st_isempty
CREATE FUNCTION a.f(x text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$ BEGIN PERFORM a._ask('SELECT 1 FROM edge'); END $$
-- relation edge
CREATE FUNCTION a.f(x text) RETURNS SETOF bigint LANGUAGE sql BEGIN ATOMIC SELECT node FROM loopgenie.connected_components('SELECT min(id) AS id FROM a.edge'); END
-- function min
DO $$ BEGIN PERFORM evil(); END $$
-- function evil
COMMENT ON TABLE edge IS ''
-- relation edge
COMMENT ON FUNCTION f(text) IS ''
-- function f
DROP FUNCTION f(text)
-- function f
