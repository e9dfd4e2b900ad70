"""One worker, so that all requests share its memory, and threads, so that one waiting request does not hold up the rest."""

import os

bind = f"127.0.0.1:{os.environ['PORT']}"
workers = 1
worker_class = "gthread"
threads = 8
keepalive = 75  # seconds, as long as nginx keeps a connection
control_socket_disable = True
