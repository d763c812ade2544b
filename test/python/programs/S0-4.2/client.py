import socket

line = socket.socket()
line.connect(('127.0.0.1', 8720))
while True:
    heard = line.recv(1024).decode('utf-8')
    if heard.upper() == 'Q':
        break
    print('server:', heard)
    say = input('client> ')
    line.send(say.encode('utf-8'))
    if say.upper() == 'Q':
        break
line.close()
