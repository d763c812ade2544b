import socket
import struct

content = bytes(range(200)) * 100
parts = [content[at : at + 1000] for at in range(0, len(content), 1000)]
post = socket.socket(type=socket.SOCK_DGRAM)
post.settimeout(0.1)
again = 0
for number, part in enumerate(parts):
    while True:
        post.sendto(struct.pack('!II', number, len(parts)) + part, ('192.168.12.1', 9430))
        try:
            while struct.unpack('!I', post.recv(100))[0] != number:
                pass
            break
        except TimeoutError:
            again += 1
print(len(parts), again)
