import socket

line = socket.socket()
line.connect(('127.0.0.1', 8800))
while True:
    line.send(b'again')
    print('sent')
    print(line.recv(1024))
