"""A library for agents: the Model Context Protocol over standard input and output, or over HTTP; it only reads.

tools   what an agent may ask, and what it gets: quotes with page, speaker and caveats
server  the two transports
"""

from kg.mcp.server import serve

__all__ = ["serve"]
