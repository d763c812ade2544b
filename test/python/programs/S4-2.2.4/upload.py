import json
import os
import socket
import struct
import sys

BLOCK = 4096

path = os.path.join(sys.argv[1], sys.argv[2])
header = {'filename': path, 'filesize': os.path.getsize(path)}
packed = json.dumps(header).encode('utf-8')
line = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
line.connect(('192.168.12.1', 8900))
line.send(struct.pack('i', len(packed)))
line.send(packed)
left = header['filesize']
with open(path, 'rb') as file:
    while left > 0:
        content = file.read(BLOCK)
        line.send(content)
        left -= len(content)
print('sent')
line.close()
