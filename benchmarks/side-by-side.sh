#!/usr/bin/env bash
# Runs the library, sharp, Thumbnailator and plain ImageIO, each in a process of its own, alternately
# over the same images and prints tables of CPU time, bytes and PSNR. Needs a JDK, Maven, Node.js and
# npm. Fails if a result has a wrong size or is too far from the reference.
#
#   benchmarks/side-by-side.sh [-r ROUNDS] [-w SECONDS] [-s] [-o ROWS] [-p PHOTOGRAPHS] [-j JDK_HOME] [-m MARKDOWN]
#
#   ROUNDS       measured rounds a row, 10 by default
#   SECONDS      of CPU that this library gets to warm up before each row, and the JVM's others half
#                of; 10 by default
#   ROWS         a regular expression of rows, such as '24mp.*jpeg'; all by default
#   PHOTOGRAPHS  a folder of JPEG files to make the originals from; drawn pictures by default
#   -s           leaves Thumbnailator and ImageIO out, which take most of the time
#   JDK_HOME     the home of another JDK, to run this library on both in one table
#   MARKDOWN     a file such as README.md, for a shorter form of the tables: they replace what is
#                between its lines '<!-- side-by-side -->' and '<!-- /side-by-side -->'
set -euo pipefail

rounds=10
warm_up=10
jdk=''
sharp_alone=no
rows='.'
photographs=''
markdown=''
while getopts 'r:w:so:p:j:m:' option; do
  case "$option" in
    r) rounds="$OPTARG" ;;
    w) warm_up="$OPTARG" ;;
    s) sharp_alone=yes ;;
    j) jdk="$(realpath "$OPTARG")" ;;
    o) rows="$OPTARG" ;;
    p) photographs="$(realpath "$OPTARG")" ;;
    m) markdown="$(realpath "$OPTARG")" ;;
    *) exit 2 ;;
  esac
done

for program in mvn node npm; do
  if ! command -v "$program" > /dev/null; then
    echo "$program must be on the PATH, but is not" >&2
    exit 2
  fi
done

cd "$(dirname "${BASH_SOURCE[0]}")/.."
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
  sharp-worker=benchmarks/sharp-worker.mjs peers="$target/peers" originals="$target/originals" \
  rounds="$rounds" warm-up="$warm_up" rows="$rows" jdk="$jdk" sharp-alone="$sharp_alone" photographs="$photographs" markdown="$markdown"
