#!/bin/sh
# The entry point of the image: runs NAME.ts or commands/NAME.ts beside it in this process's place, so that signals reach
# it. Outside of containers `npm run` does that, by setup.mjs, with the Node that came with the dependencies.
set -eu

name=$1
shift
app=$(dirname "$0")
for script in "$app/commands/$name.ts" "$app/$name.ts"; do
  if [ -f "$script" ]; then exec node "$script" "$@"; fi
done
echo "No command \"$name\": expected the name of a file in app/commands/, without \".ts\"." >&2
exit 2
