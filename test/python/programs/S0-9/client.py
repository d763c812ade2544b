import hashlib
import socket
import sys

secret = sys.argv[1].encode('utf-8')

line = socket.socket()
line.connect(('127.0.0.1', 8790))
challenge = line.recv(32)
line.send(hashlib.sha1(secret + challenge).hexdigest().encode('utf-8'))
print(line.recv(1024))
line.close()
