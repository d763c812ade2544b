from socket import *

line = create_connection(('127.0.0.1', 8860))
print(line.recv(1024), line.getpeername())
