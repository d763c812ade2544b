import socket
def talk(port):
    c = socket.create_connection(('127.0.0.1', port))
    c.send(b'bye')
door = socket.create_server(('127.0.0.1', 9130))
talk(9130)
s, _ = door.accept()
print(s.recv(10), s.recv(10))
talk(9130)
s, _ = door.accept()
print(s.recv(10), s.recv(10))
