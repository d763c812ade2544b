from socket import *

line = socket()
line.connect(('192.168.207.129', 9900))
while True:
    line.send(input().encode() + b'\r\n')
    print(line.recv(1024).decode())
