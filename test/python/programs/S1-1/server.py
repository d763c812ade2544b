import socket

door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
door.bind(('127.0.0.1', 8810))
door.listen(5)
link, origin = door.accept()
print(link.recv(1024).decode('utf-8'))
link.close()
door.close()
