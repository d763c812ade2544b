from socket import *

line = socket()
line.connect(('192.168.207.129', 9900))
while True:
    say = input('send: ')
    line.send(say.encode())
    if say == '##':
        break
    print(line.recv(1024).decode())
line.close()
