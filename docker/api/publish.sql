-- Lets the website read a network: psql -v network=trails -f publish.sql
GRANT USAGE ON SCHEMA :"network" TO loopgenie_api;
GRANT SELECT ON ALL TABLES IN SCHEMA :"network" TO loopgenie_api;
