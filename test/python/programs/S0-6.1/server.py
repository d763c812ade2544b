import socket

door = socket.socket()
door.bind(('127.0.0.1', 8740))
door.listen()
link, origin = door.accept()
link.send(b'hello')
link.send(b'nice')
link.close()
door.close()
