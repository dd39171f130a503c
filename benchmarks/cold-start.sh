#!/usr/bin/env bash
# Measures how long the Lambda function takes from the start of its process to its first image: the
# packaged jar under AWS's runtime interface client with a JVM's defaults, with the first compiler
# alone, with a class-data archive as well, from JDK 25 on with an ahead-of-time cache, and the example
# on Node with sharp where Node.js and npm are there. Prints medians and their ratios. Needs a JDK and Maven.
#
#   benchmarks/cold-start.sh [-r ROUNDS]
#
#   ROUNDS  starts of each, 7 by default
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

rounds=7
while getopts 'r:' option; do
  case "$option" in
    r) rounds="$OPTARG" ;;
    *) exit 2 ;;
  esac
done

module=image-resize-lambda
mvn -q -Dquick -DskipTests -pl "$module" -am package \
  dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=target/class-path.txt
jars=("$module"/target/quick/function/lib/*-function.jar)

node=()
if command -v node > /dev/null && command -v npm > /dev/null; then
  node=("$PWD/$module/target/cold-start-node")
  mkdir -p "${node[0]}"
  cp examples/lambda-node-sharp/*.mjs examples/lambda-node-sharp/package.json "${node[0]}"
  npm install --silent --no-audit --no-fund --prefix "${node[0]}"
fi

java=java
[[ -n "${JAVA_HOME:-}" ]] && java="$JAVA_HOME/bin/java"
exec "$java" -Dfunction.jar="$PWD/${jars[0]}" \
  -cp "$module/target/quick/test-classes:$module/target/quick/classes:$(cat "$module/target/class-path.txt")" \
  io.github.imageresize.lambda.ColdStart "$rounds" ${node[@]+"${node[@]}"}
