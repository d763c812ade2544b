import socket
door = socket.create_server(('127.0.0.1', 9123))
c = socket.create_connection(('127.0.0.1', 9123))
s, _ = door.accept()
c.settimeout(0.1)
c.sendall(bytes(30_000_000))
