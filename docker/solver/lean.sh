#!/bin/bash
# lean.sh MAJOR [LIBRARIES]: run before Postgres MAJOR is installed in an image, so that what the solver never loads does not
# come along. LIBRARIES are all three unless said otherwise:
#   llvm            for the JIT, which takes longer to compile a plan's statements than they run
#   gdal, sfcgal    for postgis_raster and postgis_sfcgal, which loopgenie does not use; GDAL brings the libraries of
#                   the formats that it reads
# An empty package provides them, and dpkg leaves out the files that would load them, and documentation, locales, grids of
# national datums, and scripts for what was installed before there were extensions.
set -euo pipefail
major=$1
libraries=${2:-llvm|gdal|sfcgal}

cat >/etc/dpkg/dpkg.cfg.d/lean <<'END'
path-exclude=/usr/share/doc/*
path-exclude=/usr/share/man/*
path-exclude=/usr/share/locale/*
path-exclude=/usr/share/proj/*.tif
path-exclude=/usr/lib/postgresql/*/lib/bitcode/*
path-exclude=/usr/lib/postgresql/*/lib/llvmjit*
path-exclude=/usr/lib/postgresql/*/lib/postgis_raster*
path-exclude=/usr/lib/postgresql/*/lib/postgis_sfcgal*
path-exclude=/usr/lib/postgresql/*/lib/postgis_topology*
path-exclude=/usr/share/postgresql/*/extension/postgis_*
path-exclude=/usr/share/postgresql/*/extension/address_standardizer*
path-exclude=/usr/share/postgresql/*/extension/*--unpackaged--*
path-exclude=/usr/share/postgresql/*/contrib/postgis-*
END

unneeded=$(apt-cache depends "postgresql-$major" "postgresql-$major-jit" "postgresql-$major-postgis-3" 2>/dev/null |
  sed -nE 's/^ *\|?Depends: (lib('"$libraries"')[^ ]*)$/\1 (= 9:9)/p' | sort -u | paste -sd,)
package=$(mktemp -d)
mkdir "$package/DEBIAN"
cat >"$package/DEBIAN/control" <<END
Package: loopgenie-lean
Version: 1
Architecture: all
Maintainer: The loopgenie authors <loopgenie@packages.debian.org>
Provides: $unneeded
Description: stands in for what the solver never loads
END
dpkg-deb --build "$package" "$package.deb" >/dev/null
dpkg --install --force-depends "$package.deb"
rm -rf "$package" "$package.deb"
