#!/bin/bash
# Healthy is a solver in which a network is loaded and published: api.health raises otherwise.
exec psql -X -q -o /dev/null -v ON_ERROR_STOP=1 -U postgres -d loopgenie -c 'SELECT api.health()'
