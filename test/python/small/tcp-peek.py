import socket
door = socket.create_server(('127.0.0.1', 9124))
c = socket.create_connection(('127.0.0.1', 9124))
s, _ = door.accept()
c.sendall(b'length:5')
print(s.recv(6, socket.MSG_PEEK), s.recv(100))
try:
    s.recv(1, socket.MSG_DONTWAIT)
except BlockingIOError as e:
    print(e)
c.send(b'abc')
c.shutdown(socket.SHUT_WR)
print(s.recv(10, socket.MSG_WAITALL))
