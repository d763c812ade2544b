import socket
door = socket.create_server(('127.0.0.1', 9108))
c = socket.create_connection(('127.0.0.1', 9108))
s, _ = door.accept()
s.sendall(b'last words')
s.close()
print(c.recv(4), c.recv(100), c.recv(100), c.recv(100))
