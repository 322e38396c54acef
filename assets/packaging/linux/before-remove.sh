#!/bin/sh
# Before the files go: end what runs, open what is blocked, look whether that worked, and only then let them be deleted. An
# upgrade leaves all of it as it is: the running helper and its block stay, and so does a lockdown.
# deb: `remove` or `upgrade <version>`; rpm: how many versions stay.
set -eu

case "${1:-}" in
  remove | deconfigure | 0) ;;
  *) exit 0 ;;
esac

helper=/usr/lib/culvert/culvert-helper

# Processes that were started from one of our files; `-ef` tells them from others of the same name.
running() {
  for link in /proc/[0-9]*/exe; do
    for program; do
      # POSIX has it since 2024, and every shell that is /bin/sh somewhere had it long before.
      # shellcheck disable=SC3013
      if [ "$link" -ef "$program" ]; then
        pid=${link#/proc/}
        echo "${pid%/exe}"
      fi
    done
  done
}

# Asks them to end, and waits up to ten seconds: the app and the command end a connection in five.
end() {
  asked=
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    pids=$(running "$@")
    [ -n "$pids" ] || return 0
    if [ -z "$asked" ]; then
      # shellcheck disable=SC2086
      kill -TERM $pids 2> /dev/null || true
      asked=yes
    fi
    sleep 1
  done
  pids=$(running "$@")
  # shellcheck disable=SC2086
  [ -z "$pids" ] || kill -KILL $pids 2> /dev/null || true
}

end /opt/Culvert/culvert /opt/Culvert/resources/node
end "$helper"

if [ -x "$helper" ]; then
  # Opening also undoes what a helper that was killed has left behind.
  if ! said=$("$helper" --unblock < /dev/null 2>&1); then
    echo "culvert: this computer could not be unblocked, so nothing is removed: $said" >&2
    echo "culvert: try \"$helper --unblock\", then remove the package again" >&2
    exit 1
  fi
  case "$said" in
    open*) ;;
    *)
      echo "culvert: unexpected answer of the helper, so nothing is removed: $said" >&2
      exit 1
      ;;
  esac
fi
# The helper's word is checked: no table of ours may be left, because nothing would be there to remove it.
if command -v nft > /dev/null 2>&1 && nft list tables 2> /dev/null | grep -q ' culvert'; then
  echo "culvert: the firewall still holds a table of Culvert, so nothing is removed" >&2
  exit 1
fi

if command -v systemctl > /dev/null 2>&1; then
  systemctl disable culvert-lockdown.service > /dev/null 2>&1 || true
fi
exit 0
