#!/bin/sh
# Makes sure that the tests find a Chromium, letters for Arabic and Chinese, npm for the accessibility engines, Java for
# the HTML checker, and other clocks and locales.
set -eu
missing=
for browser in chromium-headless-shell chromium google-chrome none; do
  command -v "$browser" >/dev/null 2>&1 && break
done
[ "$browser" != none ] || missing="chromium-headless-shell"
command -v npm >/dev/null 2>&1 || missing="$missing nodejs npm"
command -v java >/dev/null 2>&1 || missing="$missing default-jre-headless"
command -v faketime >/dev/null 2>&1 || missing="$missing faketime"
[ -e /usr/share/i18n/locales/tr_TR ] || missing="$missing locales"
if command -v fc-list >/dev/null 2>&1; then
  fc-list :lang=ar family | grep -q . || missing="$missing fonts-noto-core"
  fc-list :lang=zh-cn family | grep -q . || missing="$missing fonts-noto-cjk"
else
  missing="$missing fontconfig fonts-noto-core fonts-noto-cjk"
fi
[ -z "$missing" ] && exit 0
if ! command -v apt-get >/dev/null 2>&1; then
  echo "The tests need: $missing. Install them with your system's package manager." >&2
  exit 1
fi
as_root=
[ "$(id -u)" = 0 ] || as_root=sudo
echo "Installing for the tests: $missing"
$as_root apt-get update -qq
# shellcheck disable=SC2086 # a list of packages
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
