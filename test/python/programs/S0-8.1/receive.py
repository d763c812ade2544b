import json
import socket
import struct

door = socket.socket()
door.bind(('192.168.12.1', 8780))
door.listen()
link, origin = door.accept()
header_size = struct.unpack('i', link.recv(4))[0]
header = json.loads(link.recv(header_size).decode('utf-8'))
left = header['size']
with open(header['name'], 'wb') as copy:
    while left > 0:
        piece = link.recv(1024)
        copy.write(piece)
        left -= len(piece)
print('received', header['name'])
link.close()
door.close()
