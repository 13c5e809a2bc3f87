#!/bin/bash
# make serve: a private Postgres with the sample, PostgREST and the map page, until Ctrl-C.
set -euo pipefail
cd "$(dirname "$0")/.."
. docker/local.sh

web_port=${WEB_PORT:-8080}
echo 'Installing PostgREST and building the page'
install_npm_packages docker/api
install_npm_packages docker/web
(cd docker/web && node node_modules/vite/bin/vite.js build --logLevel error)
prepare_database serve
start_api serve
trap stop_api EXIT

cat <<EOT
Map page   http://localhost:$web_port/
API        http://localhost:$web_port/api/rpc/plan_loop?lat=46.970&lon=11.080&drive_km=15&hike_mi=12
Ctrl-C ends both.
EOT
(cd docker/web && API_URL=http://127.0.0.1:$api_port exec node node_modules/vite/bin/vite.js preview \
  --logLevel error --host 127.0.0.1 --port "$web_port" --strictPort)
