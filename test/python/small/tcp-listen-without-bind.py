import socket
s = socket.socket()
s.listen()
print(s.getsockname()[0], s.getsockname()[1] > 0)
c = socket.create_connection(s.getsockname()) if False else socket.create_connection(('127.0.0.1', s.getsockname()[1]))
l, origin = s.accept()
print(origin[0], l.getsockname()[1] == s.getsockname()[1])
