import socket

line = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
line.connect(('127.0.0.1', 8820))
line.send(b'q')
print('asked')
print(line.recv(1024))
