import socket
import struct

door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
door.bind(('127.0.0.1', 8850))
door.listen(5)
link, origin = door.accept()
size = struct.unpack('i', link.recv(1024))[0]
print(size, link.recv(size).decode('utf-8'))
link.close()
door.close()
