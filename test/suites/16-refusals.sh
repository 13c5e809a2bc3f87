#!/bin/bash
# The Makefile builds for no Postgres and beside no PostGIS that are known not to work, and says which it found. Both are stood in
# for by a pg_config that answers so, and a Debian without packages by programs that say nothing.
cd "$(dirname "$0")/../.." && . test/tap.sh

fake=$(mktemp -d)
trap 'rm -rf "$fake"' EXIT
real=$(command -v "${PG_CONFIG:-pg_config}")
mkdir -p "$fake/share/extension"
cat >"$fake/pg_config" <<END
#!/bin/sh
case \$1 in
  --version) echo "PostgreSQL \$(cat '$fake/version')" ;;
  --sharedir) echo '$fake/share' ;;
  --includedir-server) [ -e '$fake/no-headers' ] || exec $real --includedir-server ;;
  *) exec $real "\$@" ;;
esac
END
chmod +x "$fake/pg_config"

# said_beside POSTGRES POSTGIS: what make says, having built nothing.
said_beside() {
  echo "$1" >"$fake/version"
  echo "default_version = '$2'" >"$fake/share/extension/postgis.control"
  make --dry-run --no-print-directory all PG_CONFIG="$fake/pg_config" 2>&1
}

# refuses POSTGRES POSTGIS MESSAGE
refuses() {
  local said
  ! said=$(said_beside "$1" "$2") && [[ $said == *"$3"* ]] || { tail -5 <<<"$said"; return 1; }
}

# A server of another version, of which this machine has no development files.
asks_for_headers() {
  touch "$fake/no-headers"
  refuses 15.3 3.3.0 'run `make deps`' && refuses 13.16 3.3.0 'run `make deps`'
  local status=$?
  rm "$fake/no-headers"
  return $status
}

# What deps.sh would install for that server, on a Debian that knows no package and has none.
installed_beside() {
  printf '#!/bin/sh\n' | tee "$fake/sudo" "$fake/dpkg-query" "$fake/apt-cache" >"$fake/apt-get"
  chmod +x "$fake"/*
  PATH=$fake:$PATH PG_MAJOR=$1 test/deps.sh build
}
gives_way() {
  local said
  said=$(installed_beside "$1") && [[ $said == *"Leaving Postgres $1 alone"*postgresql-server-dev-1[5-8]* && $said != *"dev-$1"* ]] || { echo "$said"; return 1; }
}

check "refusals: PostGIS 3.1" refuses 15.3 3.1.11 'loopgenie needs PostGIS 3.2 or later, but beside'
check "refusals: PostGIS 2.5" refuses 15.3 2.5.5 'PostGIS 2.5'
check "refusals: Postgres 13" refuses 13.16 3.2.0 'supports Postgres 14 to 18, but'
check "refusals: PostGIS 3.2, 3.10 and 4.0 are taken" eval 'said_beside 14.1 3.2.0 && said_beside 17.1 3.10.0 && said_beside 18.0 4.0.0dev'
check "refusals: a server without development files is not built for" asks_for_headers
check "refusals: deps.sh leaves a Postgres alone that is not to be had" eval 'gives_way 14 && gives_way 13'
finish
