"""The server for agents over its two transports; errors come back as one line that says what to do."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations

from kg import __version__
from kg.errors import KgError
from kg.mcp.tools import Tools

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.library import Library

INSTRUCTIONS = """\
Documents about councils' children's services, as a checked record: every row has an exact quote, its document and page,
who said it, and the document's caveats. Quote exactly and name document and page. Say who speaks: an inspectorate's
finding, a council's own account, or a council's account as the inspectorate records it; a self-report is no finding.
Pass caveats on ("this letter is not published"). An inferred date has a window and no more. What is not held is not
evidence of anything: say so, and name what `sources` lists as not held.
"""


def make(library: Library) -> MCPServer:
    """The server over a library, with its tools."""
    server = MCPServer(
        "throughline", title="Throughline", version=__version__, instructions=INSTRUCTIONS, log_level="ERROR"
    )
    reads = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
    for tool in Tools(library).all:
        server.add_tool(_polite(tool), annotations=reads)
    return server


def serve(library: Library, *, http: bool, host: str, port: int) -> None:
    """Serves until the other end goes, or until it is interrupted.

    Args:
        library: open.
        http: streamable HTTP at `/mcp`, instead of standard input and output.
        host: where to listen, for HTTP; where it is this machine, requests for another host are refused.
        port: of the same.
    """
    server = make(library)
    if http:
        server.run("streamable-http", host=host, port=port)
    else:
        server.run("stdio")


def _polite(tool: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(tool)
    def call(*args: Any, **options: Any) -> Any:
        try:
            return tool(*args, **options)
        except KgError as error:
            raise ToolError(str(error)) from None

    return call
