"""Where Elasticsearch is, if it is anywhere."""

import os
from contextlib import ExitStack

from tests.search.server.build import CannotBuild
from tests.search.server.node import node

VERSION = "8.19.5"


def address_of_server(stack: ExitStack) -> str:
    """Return the address that ELASTICSEARCH_URL names, or that of a server started until the stack closes.

    Where none can be had, says so and returns an empty text.
    """
    if given := os.environ.get("ELASTICSEARCH_URL", ""):
        return given
    try:
        return stack.enter_context(node(VERSION)).address
    except CannotBuild as error:
        print(f"Elasticsearch is left out: {error} (ELASTICSEARCH_URL may name a server).")
        return ""
