#!/usr/bin/env bash
# Compares requests per second over HTTP: hits with nginx serving the same bytes as a file, images
# made with ipx and nginx's image_filter. Needs a JDK, Maven, Node.js, npm, wrk, and nginx with its
# image filter (Debian: wrk nginx libnginx-mod-http-image-filter). Uses the loopback interface only.
#
#   benchmarks/http.sh [-r ROUNDS] [-d SECONDS] [-p PHOTOGRAPH] [-m MARKDOWN]
#
#   ROUNDS       measured rounds, 5 by default
#   SECONDS      for each contestant in each round, 5 by default
#   PHOTOGRAPH   a JPEG file; a drawn one by default
#   MARKDOWN     a file such as README.md: the table replaces what is between its lines
#                '<!-- http -->' and '<!-- /http -->'
set -euo pipefail

rounds=5
seconds=5
photograph=''
markdown=''
while getopts 'r:d:p:m:' option; do
  case "$option" in
    r) rounds="$OPTARG" ;;
    d) seconds="$OPTARG" ;;
    p) photograph="$(realpath "$OPTARG")" ;;
    m) markdown="$(realpath "$OPTARG")" ;;
    *) exit 2 ;;
  esac
done

PATH="$PATH:/usr/sbin"
for program in mvn node npm wrk nginx; do
  if ! command -v "$program" > /dev/null; then
    echo "$program must be on the PATH, but is not" >&2
    exit 2
  fi
done

cd "$(dirname "${BASH_SOURCE[0]}")/.."
target=benchmarks/target/http
mkdir -p "$target/peers"
${MVN:-mvn} -q -DskipTests package -pl benchmarks -am
if [[ ! -d "$target/peers/node_modules/ipx" ]]; then
  npm install --silent --no-audit --no-fund --prefix "$target/peers" ipx
fi
cp benchmarks/ipx-server.mjs "$target/peers"

java=java
[[ -n "${JAVA_HOME:-}" ]] && java="$JAVA_HOME/bin/java"
exec "$java" -cp benchmarks/target/benchmarks.jar \
  io.github.imageresize.benchmarks.http.HttpComparison \
  "$target" "$target/peers" "$rounds" "$seconds" "$photograph" "$markdown"
