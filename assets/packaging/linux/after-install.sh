#!/bin/sh
# deb: `configure <version that was there before>`; rpm: the number of versions that are then installed.
set -eu

if command -v update-mime-database > /dev/null 2>&1; then
  update-mime-database /usr/share/mime || true
fi
if command -v update-desktop-database > /dev/null 2>&1; then
  update-desktop-database -q /usr/share/applications || true
fi
if command -v gtk-update-icon-cache > /dev/null 2>&1 && [ -f /usr/share/icons/hicolor/index.theme ]; then
  gtk-update-icon-cache -q -t -f /usr/share/icons/hicolor || true
fi

# The profile is for AppArmor 4; an older one cannot read it, and does not need it.
profile=/opt/Culvert/resources/apparmor-profile
if command -v apparmor_parser > /dev/null 2>&1 && [ -d /etc/apparmor.d ] &&
  apparmor_parser --skip-kernel-load --skip-cache "$profile" > /dev/null 2>&1; then
  install -m 644 "$profile" /etc/apparmor.d/culvert
  if [ -d /sys/kernel/security/apparmor ]; then
    apparmor_parser --replace --write-cache --skip-read-cache /etc/apparmor.d/culvert || true
  fi
fi

# Enabled, it does nothing until somebody switches the lockdown on.
if command -v systemctl > /dev/null 2>&1; then
  if [ -d /run/systemd/system ]; then
    systemctl daemon-reload || true
  fi
  systemctl enable culvert-lockdown.service > /dev/null 2>&1 || true
fi
exit 0
