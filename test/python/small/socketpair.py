import socket
a, b = socket.socketpair()
print(a.send(b'ping'), b.recv(10), b.send(b'pong'), a.recv(10))
a.close()
print(b.recv(10))
