#!/bin/sh
# An article in, its alert out, with redis-cli alone. A worker has to run: `firebell up` prints its FIREBELL_REDIS_URL.
# Told a second time it stays silent, since nothing is new.
set -eu
url=${FIREBELL_REDIS_URL:-redis://127.0.0.1:6379/0}
prefix=${FIREBELL_PREFIX:-firebell}

# Where the stream of alerts ends now: what comes behind is new.
last=$(redis-cli -u "$url" --raw XREVRANGE "$prefix:alerts" + - COUNT 1 | head -n 1)

redis-cli -u "$url" --raw XADD "$prefix:articles" '*' \
  title 'Bomb at market in Goma kills five' \
  text 'A bomb hidden in a sack killed five people at a market in Goma, hospital officials said.' \
  source 'Example News' \
  published_at "$(date -u +%Y-%m-%dT%H:%M:%SZ)" \
  status Exercise

redis-cli -u "$url" --raw XREAD BLOCK 8000 COUNT 1 STREAMS "$prefix:alerts" "${last:-0-0}"
