import socket

door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
door.bind(('127.0.0.1', 8840))
door.listen(5)
link, origin = door.accept()
first = link.recv(1024)
second = link.recv(1024)
print('first', first)
print('second', second)
link.close()
door.close()
