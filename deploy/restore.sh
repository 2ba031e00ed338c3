#!/bin/sh
# Puts a backup back: `restore.sh 2027-01-31T030000Z`. Everything that came later goes. Stop web, workers and clock first.
set -eu
source="$BACKUP_DIR/${1:?Name a backup, such as 2027-01-31T030000Z.}"
test -f "$source.dump" || { echo "There is no $source.dump." >&2; exit 1; }
# one transaction: it is back whole, or nothing has changed
pg_restore --clean --if-exists --no-owner --single-transaction --exit-on-error --dbname "$DATABASE_URL" "$source.dump"
if [ -f "$source.uploads.tar.gz" ]; then
    tar --extract --gzip --no-same-owner --file "$source.uploads.tar.gz" --directory "$DATA_DIR/media"
fi
echo "Restored $1."
