#!/bin/sh
# Makes Temporal's two databases, or brings them up to this version. What is there already is left as it is.
set -eu

for database in temporal temporal_visibility; do
  folder=${database#temporal_}
  tool="temporal-sql-tool --plugin postgres12 --ep $POSTGRES_SEEDS -p $DB_PORT -u $POSTGRES_USER --db $database"
  $tool create
  $tool setup-schema -v 0.0
  $tool update-schema -d "/etc/temporal/schema/postgresql/v12/$folder/versioned"
done
