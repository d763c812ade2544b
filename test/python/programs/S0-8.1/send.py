import json
import os
import socket
import struct
import sys

path = sys.argv[1]
line = socket.socket()
line.connect(('192.168.12.1', 8780))
header = json.dumps({'name': os.path.basename(path), 'size': os.path.getsize(path)}).encode('utf-8')
line.send(struct.pack('i', len(header)))
line.send(header)
left = os.path.getsize(path)
with open(path, 'rb') as original:
    while left > 0:
        line.send(original.read(1024))
        left -= 1024
line.close()
