import socket
door = socket.create_server(('127.0.0.1', 9114))
c = socket.create_connection(('127.0.0.1', 9114))
s, _ = door.accept()
c.shutdown(socket.SHUT_RD)
print(c.recv(10))
s.shutdown(socket.SHUT_RDWR)
print(s.recv(10), c.recv(10))
for how in (5, -1):
    try:
        c.shutdown(how)
    except OSError as e:
        print(e)
s.send(b'x')
