#!/bin/bash
# Plans three loops on the bundled sample, prints them and leaves them in build/demo/.
set -euo pipefail
cd "$(dirname "$0")/.."

test/load_sample.sh demo
rm -rf build/demo
mkdir -p build/demo

psql -X -q -v ON_ERROR_STOP=1 -d demo -f test/demo.sql -f test/demo_map.sql

cat <<EOT

build/demo/loops.geojson   the three loops, for any map
build/demo/loop.gpx        the first of them, for a phone or a watch
build/demo/map.svg         a picture of them, for a browser

make serve                 the same over HTTP, with a map page
EOT
