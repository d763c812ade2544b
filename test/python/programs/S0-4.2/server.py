import socket

door = socket.socket()
door.bind(('127.0.0.1', 8720))
door.listen()
link, origin = door.accept()
while True:
    say = input('server> ')
    link.send(say.encode('utf-8'))
    if say.upper() == 'Q':
        break
    heard = link.recv(1024).decode('utf-8')
    if heard.upper() == 'Q':
        break
    print('client:', heard)
link.close()
door.close()
