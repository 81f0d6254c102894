"""Messages through a socket: an object in JSON, after its length in four bytes."""

import json
import socket
import struct


def framed(data: bytes) -> bytes:
    """`data` as it goes through a socket."""
    return struct.pack("!I", len(data)) + data


def send(channel: socket.socket, message: dict) -> None:
    channel.sendall(framed(json.dumps(message).encode()))


def receive(channel: socket.socket) -> dict | None:
    """The next message, which somebody trusted has sent; None if there will be none."""
    header = channel.recv(4, socket.MSG_WAITALL)
    if not header:
        return None
    (length,) = struct.unpack("!I", header)
    return json.loads(channel.recv(length, socket.MSG_WAITALL).decode())
