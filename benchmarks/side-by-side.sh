#!/usr/bin/env bash
# Runs the library, sharp, Thumbnailator and plain ImageIO alternately over the same images and prints
# tables of CPU time, bytes and PSNR. Needs a JDK, Maven, Node.js and npm.
#
#   benchmarks/side-by-side.sh [-r ROUNDS] [-o ROWS] [-p PHOTOGRAPHS]
#
#   ROUNDS       measured rounds a row, 10 by default
#   ROWS         a regular expression of rows, such as '24mp.*jpeg'; all by default
#   PHOTOGRAPHS  a folder of JPEG files to make the originals from; drawn pictures by default
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

rounds=10
rows='.'
photographs=()
while getopts 'r:o:p:' option; do
  case "$option" in
    r) rounds="$OPTARG" ;;
    o) rows="$OPTARG" ;;
    p) photographs=("$OPTARG") ;;
    *) exit 2 ;;
  esac
done

target=benchmarks/target/side-by-side
mkdir -p "$target/peers"
mvn -q -DskipTests package -pl benchmarks -am
if [[ ! -d "$target/peers/node_modules/sharp" ]]; then
  npm install --silent --no-audit --no-fund --prefix "$target/peers" sharp
fi

java=java
[[ -n "${JAVA_HOME:-}" ]] && java="$JAVA_HOME/bin/java"
exec "$java" -cp benchmarks/target/benchmarks.jar \
  io.github.imageresize.benchmarks.sidebyside.SideBySide \
  benchmarks/sharp-worker.mjs "$target/peers" "$target/originals" "$rounds" "$rows" \
  ${photographs[@]+"${photographs[@]}"}
