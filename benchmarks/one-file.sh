#!/usr/bin/env bash
# Measures whole processes that resize one file: the examples' program with a JVM's defaults, with the
# first compiler, the serial collector and a small young generation, and with what the JVM keeps from an
# earlier run (a class-data archive; from JDK 25 on an ahead-of-time cache), and vipsthumbnail of libvips
# where that is on the path. They take turns; prints medians of wall and CPU time in seconds, and ratios of CPU time to vipsthumbnail's.
# Needs a JDK; JAVA_HOME chooses it.
#
#   benchmarks/one-file.sh [-r ROUNDS] [-n] PHOTOGRAPH.jpg
#
#   ROUNDS  runs of each, 7 by default
#   -n      takes the program as it was built before
set -euo pipefail

rounds=7
build=yes
while getopts 'r:n' option; do
  case "$option" in
    r) rounds="$OPTARG" ;;
    n) build='' ;;
    *) exit 2 ;;
  esac
done
shift $((OPTIND - 1))
if [[ $# -ne 1 || ! -f "$1" ]]; then
  echo "The photograph must be one file that is there, but is '$*'" >&2
  exit 2
fi
photograph="$(realpath "$1")"
cd "$(dirname "${BASH_SOURCE[0]}")/.."
[[ -z "$build" ]] || mvn -q -Dquick -DskipTests package -pl examples -am

java=java
[[ -n "${JAVA_HOME:-}" ]] && java="$JAVA_HOME/bin/java"
jar=examples/target/image-resize-examples.jar
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
resize=(-jar "$jar" resize "$photograph" --width 720 --format jpeg --quiet --overwrite --output "$folder/small.jpg")
first='-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmn8m'
kept="$folder/kept"
feature="$("$java" -XshowSettings:properties -version 2>&1 |
  sed -n 's/^ *java.specification.version = //p')"

declare -A commands
names=(java 'java, first compiler')
commands[java]=''
commands['java, first compiler']="$first"
# shellcheck disable=SC2086  # options are several words
if [[ "$feature" -ge 25 ]]; then
  "$java" "-XX:AOTCacheOutput=$kept.aot" "${resize[@]}" > /dev/null 2>&1
  "$java" $first "-XX:AOTCacheOutput=$kept-first.aot" "${resize[@]}" > /dev/null 2>&1
  names+=('ahead-of-time cache' 'the same, first compiler')
  commands['ahead-of-time cache']="-XX:AOTCache=$kept.aot"
  commands['the same, first compiler']="$first -XX:AOTCache=$kept-first.aot"
else
  "$java" "-XX:ArchiveClassesAtExit=$kept.jsa" "${resize[@]}" > /dev/null 2>&1
  "$java" $first "-XX:ArchiveClassesAtExit=$kept-first.jsa" "${resize[@]}" > /dev/null 2>&1
  names+=('class-data archive' 'the same, first compiler')
  commands['class-data archive']="-XX:SharedArchiveFile=$kept.jsa"
  commands['the same, first compiler']="$first -XX:SharedArchiveFile=$kept-first.jsa"
fi
command -v vipsthumbnail > /dev/null && names+=(vipsthumbnail)

run() {
  if [[ "$1" == vipsthumbnail ]]; then
    VIPS_CONCURRENCY=1 vipsthumbnail "$photograph" --size 720x -o "$folder/vips.jpg[Q=80]"
  else
    # shellcheck disable=SC2086  # options are several words, or none
    "$java" ${commands[$1]} "${resize[@]}"
  fi
}

TIMEFORMAT='%R %U %S'
for ((round = 0; round < rounds; round++)); do
  for name in "${names[@]}"; do
    if ! { time run "$name" > /dev/null 2> "$folder/errors"; } 2>> "$folder/$name.times"; then
      cat "$folder/errors" >&2
      exit 1
    fi
  done
done

median() {
  awk "{ print $1 }" "$2" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

echo "Java $feature, $(basename "$photograph") to 720, medians of $rounds"
vips=''
[[ ! -f "$folder/vipsthumbnail.times" ]] || vips="$(median '$2 + $3' "$folder/vipsthumbnail.times")"
printf '%-28s %8s %8s %8s\n' process 'wall s' 'CPU s' ratio
for name in "${names[@]}"; do
  cpu="$(median '$2 + $3' "$folder/$name.times")"
  ratio="$(awk -v own="$cpu" -v vips="${vips:-0}" 'BEGIN { if (vips > 0) printf "%.2f", own / vips; else print "-" }')"
  printf '%-28s %8s %8s %8s\n' "$name" "$(median '$1' "$folder/$name.times")" "$cpu" "$ratio"
done
