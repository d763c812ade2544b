import socket
door = socket.create_server(('127.0.0.1', 9125))
c = socket.create_connection(('127.0.0.1', 9125))
s, _ = door.accept()
c.send(b'hi')
print(s.recvfrom(10))
c.sendto(b'x', ('127.0.0.1', 1))
print(s.recv(10))
