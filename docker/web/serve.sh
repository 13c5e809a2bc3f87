#!/bin/sh
# serve.sh [CONF]: nginx with the page, in the foreground. The environment says where things are; without it, as in the image:
#   LISTEN (8080)   PAGE the built page   MAP the folder of an imported map   WORK a folder to write in
#   API_URL   TILES_URL, where tiles have a PostgREST of their own
set -eu
conf=${1:-/etc/nginx/page.conf}
work=${WORK:-/tmp}
sed -e "s|LISTEN|${LISTEN:-8080}|; s|PAGE|${PAGE:-/usr/share/loopgenie}|; s|MAP|${MAP:-/map}|; s|WORK|$work|" \
  -e "s|TILES_URL|${TILES_URL:-$API_URL}|; s|API_URL|$API_URL|" "$conf" >"$work/nginx.conf"
PATH=$PATH:/usr/sbin # where Debian has nginx, and a user's path does not lead
exec nginx -e stderr -c "$work/nginx.conf"
