#!/bin/bash
# within.sh FILE.osm.pbf [DEM-FOLDER [NETWORK]]: what the image `import` runs. Imports into the solver whose socket
# is mounted on /run/postgresql, and publishes the network (trails) over its API. Paths are those under /maps, the
# mounted folder; user postgres must be able to read them. Through the socket, because over the network the solver lets
# nobody in who may write.
set -euo pipefail
lib=/usr/lib/loopgenie
if [ $# -lt 1 ] || [ $# -gt 3 ]; then
  echo 'Usage: docker compose run --rm import FILE.osm.pbf [DEM-FOLDER [NETWORK]]' >&2
  exit 2
fi
network=${3:-trails}
export PGUSER=postgres PGDATABASE=loopgenie PGHOST=/run/postgresql

# While it prepares itself the solver listens on no address, and is about to start once more.
for _ in $(seq 120); do
  listening=$(psql -X -qAt -c 'SHOW listen_addresses' 2>/dev/null) && [ -n "$listening" ] && break
  sleep 1
done
if [ -z "${listening:-}" ]; then
  echo 'import: the solver does not answer on its socket in /run/postgresql' >&2
  echo 'Hint: Start it first: docker compose up solver' >&2
  exit 1
fi
"$lib"/osm/import.sh "$1" "$network" "${2:-}"
PGOPTIONS='-c client_min_messages=warning' "$lib"/api/install.sh "$network"
echo "Network $network is published"
# The page shows this network, and the map below it where its volume is here.
if [ "$network" = trails ] && [ -w /map ]; then
  "$lib"/osm/map.sh "$1" /map "${2:-}"
fi
