import socketserver
import threading

here = 0
lock = threading.Lock()


class Echo(socketserver.StreamRequestHandler):
    def setup(self):
        global here
        super().setup()
        with lock:
            here += 1

    def handle(self):
        while data := self.request.recv(1024):
            self.request.sendall(data)

    def finish(self):
        global here
        super().finish()
        with lock:
            here -= 1
            print('left', here, flush=True)


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


with Server(('', 9420), Echo) as server:
    server.serve_forever()
