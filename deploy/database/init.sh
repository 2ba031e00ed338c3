#!/bin/sh
# Once, when the database is made: the site's own role, without rights over others. After this the administrator of
# PostgreSQL has no password, and gets in on the machine itself only.
set -eu
psql --username postgres --dbname postgres --no-psqlrc --set ON_ERROR_STOP=1 --set password="$DATABASE_PASSWORD" <<'SQL'
CREATE ROLE aantafel LOGIN PASSWORD :'password';
CREATE DATABASE aantafel OWNER aantafel;
ALTER ROLE postgres PASSWORD NULL;
SQL
