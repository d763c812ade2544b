import socket
import struct

line = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
line.connect(('127.0.0.1', 8850))
text = 'hello world!'.encode('utf-8')
line.send(struct.pack('i', len(text)))
line.send(text)
line.close()
