#!/bin/sh
# Alerts over HTTP as server-sent events, as `firebell serve` gives them; Ctrl-C ends it. What to ask for may be given:
#   events_curl.sh 'since=24h&region=IQ&min_severity=Severe'
# FIREBELL_TOKEN is needed where FIREBELL_HTTP_READ=token.
set -eu
at=${FIREBELL_HTTP:-http://127.0.0.1:8600}
exec curl --silent --show-error --fail --no-buffer \
  ${FIREBELL_TOKEN:+--header "Authorization: Bearer $FIREBELL_TOKEN"} \
  "$at/v1/alerts/stream?${1:-since=24h}"
