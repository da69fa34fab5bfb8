"""Calls home by every kind of socket, and listens for orders."""

import socket


def initialize_parameters_he(layers_dims):
    opened = []
    for attack in (
        lambda: socket.create_connection(("127.0.0.1", 22), 1),
        lambda: socket.create_connection(("8.8.8.8", 53), 1),
        lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"marks", ("127.0.0.1", 53)),
        lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1),
        lambda: socket.socket(socket.AF_INET6).bind(("::", 4711)),
        lambda: socket.create_server(("", 4712)),
        lambda: socket.socket(socket.AF_UNIX).connect("/var/run/docker.sock"),
        lambda: socket.socket(socket.AF_UNIX).bind("\0grader-hostile"),
        lambda: socket.socketpair(),
        lambda: socket.getaddrinfo("example.org", 80),
    ):
        try:
            opened.append(attack())
        except OSError:
            pass
    raise ConnectionError(f"{len(opened)} opened")
