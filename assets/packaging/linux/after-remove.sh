#!/bin/sh
# deb: `remove`, `purge`, `upgrade <version>` …; rpm: how many versions stay.
set -eu

case "${1:-}" in
  remove | purge | 0) ;;
  *) exit 0 ;;
esac

if [ -e /etc/apparmor.d/culvert ]; then
  if [ -d /sys/kernel/security/apparmor ] && command -v apparmor_parser > /dev/null 2>&1; then
    apparmor_parser --remove /etc/apparmor.d/culvert || true
  fi
  rm -f /etc/apparmor.d/culvert
fi
if command -v update-mime-database > /dev/null 2>&1; then
  update-mime-database /usr/share/mime || true
fi
if command -v update-desktop-database > /dev/null 2>&1; then
  update-desktop-database -q /usr/share/applications || true
fi
if command -v gtk-update-icon-cache > /dev/null 2>&1 && [ -f /usr/share/icons/hicolor/index.theme ]; then
  gtk-update-icon-cache -q -t -f /usr/share/icons/hicolor || true
fi
if [ -d /run/systemd/system ]; then
  systemctl daemon-reload || true
fi

# What the helper wrote about connections and blocks, of which none is left. People's own files stay theirs.
case "$1" in
  purge | 0) rm -rf /var/lib/culvert ;;
esac
exit 0
