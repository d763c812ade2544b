import hashlib
import json
import socket
import struct
import sys
import time

name, size = sys.argv[1], int(sys.argv[2])
content = (name.encode() * (size // len(name) + 1))[:size]
line = socket.create_connection(('192.168.12.1', 9410))
header = json.dumps({'name': f'../{name}', 'size': size}).encode()
line.sendall(struct.pack('!I', len(header)) + header)
if len(sys.argv) > 3:
    line.sendall(content[: size // 2])
    print('half', flush=True)
    time.sleep(100)
line.sendall(content)
print(line.recv(32) == hashlib.sha256(content).digest())
