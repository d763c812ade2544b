import socket
door = socket.socket()
door.bind(('127.0.0.1', 9117))
door.listen(5)
clients = []
for i in range(3):
    c = socket.socket()
    c.connect(('127.0.0.1', 9117))
    c.send(b'from %d' % i)
    if i == 1:
        c.close()
    clients.append(c)
for i in range(3):
    s, _ = door.accept()
    print(s.recv(100))
