-- What people plan with is created in the extension's target schema; what operators
-- run, and internals (names beginning with _), live here.
CREATE SCHEMA loopgenie;
COMMENT ON SCHEMA loopgenie IS
'Builds and inspects trail networks for plan_loop.
Functions whose names begin with _ are internal and may change in any release.';
