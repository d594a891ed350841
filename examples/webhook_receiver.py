"""Receive a webhook channel: check the signature, take each event once, answer at once.

In channels.yaml:

    night-desk:
      to: webhook
      url: https://desk.example/firebell
      secret: env:DESK_SECRET

Here: `pip install standardwebhooks`, then `WEBHOOK_SECRET=whsec_… python webhook_receiver.py 8700`. In front of it
stands whatever speaks TLS for you. 2xx tells firebell that the event is taken; anything else, that it shall come again.
"""

import json
import os
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from standardwebhooks import Webhook, WebhookVerificationError

MOST_BYTES = 64 * 1024
REMEMBERED = 10_000

secret = Webhook(os.environ["WEBHOOK_SECRET"])
taken: dict[str, None] = {}
"""The ids that came last: an event whose answer was lost on its way comes again under the same id."""


class Receiver(BaseHTTPRequestHandler):
    """One POST, one event."""

    timeout = 20

    def do_POST(self) -> None:
        """204 taken, 400 not signed by who knows the secret, 413 too long to be ours."""
        length = int(self.headers.get("content-length") or 0)
        if length > MOST_BYTES:
            self.answer(413)
            return
        body = self.rfile.read(length)
        try:
            secret.verify(body, dict(self.headers), json_parse=False)
            event = json.loads(body)
        except (
            WebhookVerificationError,
            ValueError,
        ):  # ValueError: a signature, or a body, that is none at all
            self.answer(400)
            return
        if event["id"] not in taken:
            taken[event["id"]] = None
            if len(taken) > REMEMBERED:
                del taken[next(iter(taken))]
            print(f"{event['severitytext']}: {event['data']['headline']}", flush=True)
        self.answer(204)

    def answer(self, status: int) -> None:
        """Answer without a body."""
        self.send_response(status)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1]) if sys.argv[1:] else 8700), Receiver)
    print(f"waiting at http://127.0.0.1:{server.server_port}/", flush=True)
    server.serve_forever()
