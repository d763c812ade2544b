import socket
import struct

door = socket.socket()
door.bind(('127.0.0.1', 8750))
door.listen()
link, origin = door.accept()
text = input('message: ').encode('utf-8')
link.send(struct.pack('i', len(text)))
link.send(text)
link.send(b'nice')
link.close()
door.close()
