import socket

line = socket.socket()
line.connect(('127.0.0.1', 8710))
print(line.recv(1024))
line.send(b'bye')
line.close()
