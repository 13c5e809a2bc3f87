#!/bin/bash
# deps.sh [serve|test|images|bench]: installs the Debian packages that building and the demo need, or those of
# `make serve`, of the tests, the images or the benchmark too; quick when all are there.
# PG_MAJOR chooses the Postgres; without it, the one that this Debian brings.
set -euo pipefail

if [ ! -e /etc/debian_version ]; then
  echo "Not a Debian system: install Postgres 14 to 18 with development files, PostGIS, pgRouting," \
    "Boost.Graph, GoogleTest, GDAL's tools and osm2pgsql by hand; for serve and test npm and curl too," \
    "for test wrk and Chromium." >&2
  exit 0
fi

debian_release=$(cut -d. -f1 /etc/debian_version)
case $debian_release in
  13) debian_postgres=17 ;;
  *) debian_postgres=15 ;;
esac
major=${PG_MAJOR:-$debian_postgres}

packages=(
  g++ libboost-graph-dev libgtest-dev
  "postgresql-$major" "postgresql-server-dev-$major" postgresql-common
  "postgresql-$major-postgis-3" "postgresql-$major-postgis-3-scripts"
  "postgresql-$major-pgrouting" "postgresql-$major-pgrouting-scripts"
  gdal-bin osm2pgsql libxml2-utils python3 unzip
)

# What `make serve` runs besides: `test/deps.sh serve`. A Node.js of another origin brings its own npm,
# which Debian's package refuses to sit beside.
if [ "${1:-}" != '' ]; then
  packages+=(curl)
  command -v npm >/dev/null || packages+=(nodejs npm)
fi

# What only the tests run: `test/deps.sh test`.
if [ "${1:-}" = test ]; then
  packages+=(wrk chromium openssl)
fi

# What `make test-images` runs: `test/deps.sh images`.
if [ "${1:-}" = images ]; then
  packages+=(buildah debootstrap)
fi

# The benchmark solves the replaced system's integer program beside ours: `test/deps.sh bench`.
if [ "${1:-}" = bench ]; then
  packages+=(coinor-cbc)
fi

missing=()
for package in "${packages[@]}"; do
  status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$status" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
[ "$(id -u)" = 0 ] || as_root=(sudo)
echo "Installing ${missing[*]}"
"${as_root[@]}" apt-get -q update
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
  apt-get -q install -y --no-install-recommends "${missing[@]}"
