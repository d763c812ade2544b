import socketserver
import time


class Upper(socketserver.BaseRequestHandler):
    def handle(self):
        while True:
            try:
                words = self.request.recv(1024)
                time.sleep(0.1)
                self.request.send(words.upper())
            except ConnectionResetError:
                break


with socketserver.ThreadingTCPServer(('127.0.0.1', 8800), Upper) as server:
    server.serve_forever()
