import socket

line = socket.socket()
line.connect(('127.0.0.1', 8740))
print(line.recv(1024))
print(line.recv(1024))
line.close()
