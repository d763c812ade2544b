import socket
import struct
import time

line = socket.socket()
line.connect(('127.0.0.1', 8750))
print('connected')
size = struct.unpack('i', line.recv(4))[0]
time.sleep(0.2)
print(size, line.recv(size).decode('utf-8'))
print(line.recv(1024).decode('utf-8'))
line.close()
