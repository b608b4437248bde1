#!/bin/sh
# Makes the namespace that the workers use, unless it is there. The server takes some seconds to answer.
set -eu

for attempt in $(seq 60); do
  if temporal operator namespace describe -n "$TEMPORAL_NAMESPACE" >/dev/null 2>&1; then exit 0; fi
  if temporal operator namespace create -n "$TEMPORAL_NAMESPACE" --retention "$RETENTION"; then exit 0; fi
  echo "Not yet (attempt $attempt)."
  sleep 2
done
exit 1
