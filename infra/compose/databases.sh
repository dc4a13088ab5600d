#!/bin/sh
# Run by PostgreSQL's image once, when its volume is empty: each service has a database of its own that no other may enter.
set -eu

create() {
  psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres -v name="$1" -v password="$2" <<'SQL'
create role :"name" login password :'password';
create database :"name" owner :"name";
revoke connect on database :"name" from public;
SQL
}

create signaling "$SIGNALING_DB_PASSWORD"
create messaging "$MESSAGING_DB_PASSWORD"
