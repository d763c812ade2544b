import socket

door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
door.bind(('127.0.0.1', 8820))
door.listen(5)
while True:
    link, origin = door.accept()
    while True:
        heard = link.recv(1024).decode('utf-8')
        if heard == 'q':
            break
        print('heard', heard)
        link.send(input('reply: ').encode('utf-8'))

link.close()
door.close()
