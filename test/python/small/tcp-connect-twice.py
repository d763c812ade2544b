import socket
door = socket.create_server(('127.0.0.1', 9134))
c = socket.socket()
c.connect(('127.0.0.1', 9134))
try:
    c.listen()
except OSError as e:
    print(e)
c.connect(('127.0.0.1', 9134))
