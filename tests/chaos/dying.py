"""`python -m tests.chaos.dying URL`: a worker whose reader takes the whole process with it, over one word."""

import asyncio
import os
import sys

from tests.with_redis import standins

from firebell.article import Article
from firebell.reading.reading import Reading
from firebell.role import until_signalled
from firebell.worker import Options, Worker

WORD = "deadly"


def read(article: Article) -> Reading:
    """As the stand-in reads, but for one word, over which it dies at once, as for want of memory."""
    if WORD in article.text:
        os._exit(9)
    return standins.read(article)


if __name__ == "__main__":
    core = standins.core()._replace(read=read)
    options = Options(sys.argv[1], lease_seconds=1.0, claim_after_seconds=0.2)
    asyncio.run(until_signalled(Worker(options, core)))
