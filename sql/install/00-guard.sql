-- This file is joined by make from sql/install/*.sql: edit those.
\echo Use "CREATE EXTENSION loopgenie CASCADE" to load this file. \quit
