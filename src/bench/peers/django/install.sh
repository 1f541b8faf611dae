#!/bin/sh
# Channels, Daphne, the Redis layer and Redis, as Debian packages.
packages='python3-django-channels python3-daphne python3-channels-redis redis-server'
if /usr/bin/python3 -c 'import channels, daphne, channels_redis' && command -v redis-server; then
  exit 0
fi
if [ "$(id -u)" != 0 ] || ! command -v apt-get; then
  echo "this peer needs root and apt-get once, or somebody who installs: $packages" >&2
  exit 1
fi
apt-get update -qq
DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends $packages
