#!/bin/sh
# Run once by the image of PostgreSQL, when it makes its data: Temporal gets a role of its own, which may make databases
# and sees nothing of Copydesk's.
set -e

psql -v ON_ERROR_STOP=1 -v password="$TEMPORAL_DB_PASSWORD" -U "$POSTGRES_USER" -d postgres <<'SQL'
create role temporal login createdb password :'password';
SQL
