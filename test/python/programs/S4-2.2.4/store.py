import json
import os
import socket
import struct

BLOCK = 4096

door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
door.bind(('192.168.12.1', 8900))
door.listen(5)
link, origin = door.accept()
size = struct.unpack('i', link.recv(4))[0]
header = json.loads(link.recv(size).decode('utf-8'))
left = header['filesize']
with open(os.path.basename(header['filename']), 'wb') as file:
    while left:
        content = link.recv(BLOCK)
        file.write(content)
        if left >= BLOCK:
            left -= BLOCK
        else:
            break
print('stored')
link.close()
door.close()
