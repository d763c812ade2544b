import json
import os
import socket
import sys

path = sys.argv[1]
line = socket.socket()
line.connect(('192.168.12.1', 8770))
about = {'name': os.path.basename(path), 'size': os.path.getsize(path)}
line.send(json.dumps(about).encode('utf-8'))
with open(path, 'rb') as original:
    content = original.read()
line.send(content)
line.close()
