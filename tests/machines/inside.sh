#!/bin/sh
# inside.sh FOLDER USER COMMAND: run a shell command in a tree as that user, in /home/ana; all that it started ends with it.
# Of this machine's environment, only what reaches the network goes along.
set -eu
folder=$1
user=$2
command=$3
set -- HOME="/home/$user" LANG=C.UTF-8 PATH=/usr/bin:/bin:/usr/sbin:/sbin
while IFS= read -r line; do
  set -- "$@" "$line"
done <<END
$(env | grep -iE '^(PIP_(INDEX|EXTRA|CERT|DEFAULT_TIMEOUT|TRUSTED)|(https?|no|all)_proxy=|npm_config_|SSL_CERT_FILE=|NODE_EXTRA_CA_CERTS=)' || echo X=)
END
exec unshare --mount --pid --fork --kill-child --mount-proc="$folder/proc" sh -euc '
  folder=$1 user=$2 command=$3
  shift 3
  mount -t tmpfs none "$folder/dev/shm"
  mount -t devpts -o newinstance,ptmxmode=0666 none "$folder/dev/pts"
  ln -sf pts/ptmx "$folder/dev/ptmx"
  exec env -i "$@" chroot --userspec="$user" "$folder" sh -c "cd /home/ana; $command"
' sh "$folder" "$user" "$command" "$@"
