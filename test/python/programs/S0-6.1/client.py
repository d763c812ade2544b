import socket
import time

line = socket.socket()
line.connect(('127.0.0.1', 8740))
time.sleep(0.1)
print(line.recv(1024))
print(line.recv(1024))
line.close()
