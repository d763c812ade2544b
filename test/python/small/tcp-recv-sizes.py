import socket
door = socket.create_server(('127.0.0.1', 9107))
c = socket.create_connection(('127.0.0.1', 9107))
s, _ = door.accept()
s.send(b'hello world')
print(c.recv(0))
print(c.recv(5), c.recv(5), c.recv(5))
try:
    c.recv(-1)
except ValueError as e:
    print(e)
try:
    c.recv('5')
except TypeError as e:
    print(e)
c.recv(1.5)
