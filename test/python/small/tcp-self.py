import socket
door = socket.create_server(('192.168.12.1', 9131))
try:
    socket.create_connection(('127.0.0.1', 9131))
except OSError as e:
    print(e)
c = socket.create_connection(('192.168.12.1', 9131))
s, origin = door.accept()
print(origin[0], s.getsockname(), s.getpeername() == c.getsockname())
