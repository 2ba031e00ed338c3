#!/bin/sh
# The database and the uploads of one moment, in two files in BACKUP_DIR. Older ones than BACKUP_DAYS go.
set -eu
umask 077
moment=$(date -u +%Y-%m-%dT%H%M%SZ)
target="$BACKUP_DIR/$moment"
# under a name that restore.sh does not know until it is whole
pg_dump --format=custom --no-owner --file "$target.dump.part" "$DATABASE_URL"
pg_restore --list "$target.dump.part" > /dev/null
tar --create --gzip --file "$target.uploads.tar.gz.part" --directory "$DATA_DIR/media" .
mv "$target.uploads.tar.gz.part" "$target.uploads.tar.gz"
mv "$target.dump.part" "$target.dump"
find "$BACKUP_DIR" -maxdepth 1 -type f \( -name '*.dump' -o -name '*.uploads.tar.gz' -o -name '*.part' \) \
    -mtime "+${BACKUP_DAYS:-14}" -delete
echo "$moment"
