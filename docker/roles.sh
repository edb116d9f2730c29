#!/bin/bash
# Runs once in the PostgreSQL container: the two roles of wepster/supervising/roles.sql, with passwords.
set -eu
psql -X -v ON_ERROR_STOP=1 -U postgres -d template1 -f /roles.sql
psql -X -v ON_ERROR_STOP=1 -v password="$POSTGRES_PASSWORD" -U postgres -d template1 <<'SQL'
ALTER ROLE wepster_owner PASSWORD :'password';
ALTER ROLE wepster_app PASSWORD :'password';
SQL
