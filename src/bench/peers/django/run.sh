#!/bin/sh
# Redis and Daphne together: run.sh FOLDER PORT
cd "$1" || exit 1
rm -f redis.sock
redis-server --port 0 --unixsocket "$PWD/redis.sock" --save '' --daemonize no > redis.log &
trap 'kill $(jobs -p)' TERM INT EXIT
until [ -S redis.sock ]; do sleep 0.1; done
PYTHONPATH=. /usr/bin/python3 -m daphne --bind 127.0.0.1 --port "$2" --verbosity 0 peer:application &
wait $!
