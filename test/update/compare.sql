-- What the update script still has to do, as statements: the files :fresh and :updated are what catalog.sql
-- printed in a database where the extension was created, and in one where it was updated.
CREATE TEMP TABLE fresh (what text, make text, unmake text);
CREATE TEMP TABLE updated (LIKE fresh);
SELECT format('\copy fresh FROM %L', :'fresh') AS read_fresh, format('\copy updated FROM %L', :'updated') AS read_updated \gset
:read_fresh
:read_updated

SELECT CASE WHEN u.make = f.make THEN NULL
            WHEN f.make IS NULL THEN u.unmake
            WHEN u.make IS NULL THEN f.make
            ELSE format(E'%s -- instead of: %s', f.make, u.make) END || ';'
FROM fresh AS f FULL JOIN updated AS u USING (what)
WHERE u.make IS DISTINCT FROM f.make
ORDER BY what;
