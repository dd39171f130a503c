#!/usr/bin/env bash
# Shows that the comparison with the last release (japicmp) fails for what breaks the API and for nothing else: core's
# jar stands for the last release, and copies of it that differ in one method for the next. Build core before.
# Usage: release/rehearse-api-check.sh [LOCAL_REPOSITORY]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
repository="${1:-${HOME}/.m2/repository}"
artifact="${repository}/io/github/imageresize/image-resize-core"
released="$(find image-resize-core/target -maxdepth 2 -name 'image-resize-core-*.jar' |
  grep -Ev -- '-(tests|sources|javadoc)\.jar$' | head -1)"
if [[ -z "${released}" ]]; then
  echo "There is no jar of core: run ./mvnw -DskipTests -pl image-resize-core package" >&2
  exit 2
fi
scratch="$(mktemp -d)"
trap 'rm -rf "${scratch}" "${artifact}/0.0.1" "${artifact}/0.0.2"' EXIT
libraries="$(find "${repository}/com/github/ben-manes" "${repository}/com/twelvemonkeys" "${repository}/org/jspecify" \
  "${repository}/com/google/errorprone" -name '*.jar' | paste -sd:)"

# install VERSION JAR
install() {
  mkdir -p "${artifact}/$1"
  cp "$2" "${artifact}/$1/image-resize-core-$1.jar"
  echo "<project><modelVersion>4.0.0</modelVersion><groupId>io.github.imageresize</groupId>\
<artifactId>image-resize-core</artifactId><version>$1</version></project>" > "${artifact}/$1/image-resize-core-$1.pom"
}

# compare SOURCE SED_SCRIPT: compares the last release with one whose source was changed so
compare() {
  rm -rf "${scratch:?}"/*
  mkdir "${scratch}/classes"
  cp "${released}" "${scratch}/next.jar"
  sed "$2" "image-resize-core/src/main/java/io/github/imageresize/$1" > "${scratch}/$(basename "$1")"
  javac -proc:none -nowarn -d "${scratch}/classes" -cp "${released}:${libraries}" "${scratch}/$(basename "$1")"
  jar --update --file "${scratch}/next.jar" -C "${scratch}/classes" .
  install 0.0.2 "${scratch}/next.jar"
  mvn -B -q -Dmaven.repo.local="${repository}" -Drevision=0.0.2 -Dversion.last-release=0.0.1 -Djapicmp.skip=false \
    -pl image-resize-core com.github.siom79.japicmp:japicmp-maven-plugin:cmp@api > "${scratch}/log" 2>&1
}

install 0.0.1 "${released}"
store=cache/MemoryCacheStore.java
if ! compare "${store}" 's/  public static MemoryCacheStore ofBytes(/  public static void added() {}\n\n&/'; then
  cat "${scratch}/log"
  echo "An addition was refused." >&2
  exit 1
fi
if ! compare internal/interrupt/Interruption.java 's/boolean caused(/boolean causedBy(/'; then
  cat "${scratch}/log"
  echo "A change of what is internal was refused." >&2
  exit 1
fi
if compare "${store}" 's/MemoryCacheStore ofBytes(/MemoryCacheStore ofOctets(/'; then
  echo "A method that went was not noticed." >&2
  exit 1
fi
if ! grep -F 'MemoryCacheStore.ofBytes(long):METHOD_REMOVED' "${scratch}/log"; then
  cat "${scratch}/log"
  echo "The build failed for another reason than the method that went." >&2
  exit 1
fi
echo "Additions and internal changes pass, and a method that goes fails the build."
