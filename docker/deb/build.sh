#!/bin/bash
# make deb: packages of the extension for every Postgres whose development files are here, in build/deb.
set -euo pipefail
cd "$(dirname "$0")/../.."

version=$(sed -n "s/^default_version *= *'\(.*\)'/\1/p" loopgenie.control)
source=build/deb/loopgenie-$version
rm -rf build/deb
mkdir -p "$source"
cp -R Makefile loopgenie.control LICENSE README.md CHANGELOG.md src sql "$source"
cp -R docker/deb "$source/debian"
find "$source" \( -name '*.o' -o -name '*.d' -o -name '*.bc' -o -path '*/sql/loopgenie--*' \) -delete # what make built
cd "$source"
rm debian/build.sh debian/README.md
pg_buildext updatecontrol
dpkg-buildpackage --no-sign --build=binary
lintian --fail-on error --display-info --suppress-tags no-manual-page ../*.changes
