import json
import socket
import struct
import time

line = socket.socket()
line.connect(('192.168.12.1', 8780))
header = json.dumps({'name': 'half.bin', 'size': 4096}).encode('utf-8')
line.send(struct.pack('i', len(header)))
line.send(header)
line.send(bytes(2048))
print('half')
time.sleep(100)
