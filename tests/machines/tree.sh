#!/bin/sh
# tree.sh SUITE FOLDER: a bare Debian with what the README names and nothing else, in a new folder. It is fetched once a month.
set -eu
suite=$1
folder=$2
kept=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/knowledge-hub-machines
mkdir -p "$kept"
tar=$kept/$suite.tar
if [ -z "$(find "$tar" -mtime -30 2>/dev/null)" ]; then
  # How this machine reaches Debian: its proxy, and whether it looks at the dates of lists.
  apt-config dump | grep -E '^Acquire::(Check|https?|Retries)' >"$tar.conf" || true
  mmdebstrap --quiet --variant=minbase --include=git,make,python3,python3-venv,ca-certificates --aptopt="$tar.conf" \
    "$suite" "$tar.$$.tar"
  mv "$tar.$$.tar" "$tar"
fi
mkdir "$folder"
tar -C "$folder" -xf "$tar"
cd "$folder"
chroot . useradd --create-home --shell /bin/sh ana
# How this machine reaches the network.
for file in /etc/resolv.conf /etc/hosts /etc/pip.conf /etc/ssl/certs/ca-certificates.crt; do
  [ ! -f "$file" ] || cp --remove-destination "$(readlink -f "$file")" ".$file"
done
