import socket, socketserver, threading
class Echo(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            self.wfile.write(line.upper())
class Server(socketserver.ThreadingMixIn, socketserver.TCPServer):
    allow_reuse_address = True
    daemon_threads = True
with Server(('127.0.0.1', 9301), Echo) as server:
    t = threading.Thread(target=server.serve_forever, kwargs={'poll_interval': 0.02})
    t.start()
    for word in ('one', 'two'):
        with socket.create_connection(server.server_address) as c:
            c.sendall(word.encode() + b'\n')
            print(c.recv(100))
    server.shutdown()
    t.join()
print('down')
socketserver.UDPServer(('10.9.9.9', 1), Echo)
