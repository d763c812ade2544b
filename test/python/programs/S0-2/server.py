import socket

door = socket.socket()
door.bind(('127.0.0.1', 8700))
door.listen()
link, origin = door.accept()
link.send(b'hello')
print(link.recv(1024))
link.close()
door.close()
