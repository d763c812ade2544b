import socket
import sys

line = socket.socket()
line.connect(('127.0.0.1', 8800))
for words in sys.argv[1:]:
    line.send(words.encode('utf-8'))
    print(line.recv(1024).decode('utf-8'))
input('leave? ')
line.close()
