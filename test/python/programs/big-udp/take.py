"""Takes pieces that come in any order, twice or not at all, and says which it has."""
import socket
import struct

post = socket.socket(type=socket.SOCK_DGRAM)
post.bind(('', 9430))
pieces, total, seen = {}, None, 0
while total is None or len(pieces) < total:
    datagram, sender = post.recvfrom(2048)
    seen += 1
    number, total = struct.unpack('!II', datagram[:8])
    if seen % 4 == 2:
        continue
    pieces[number] = datagram[8:]
    post.sendto(struct.pack('!I', number), sender)
print(len(pieces), b''.join(pieces[number] for number in range(total)) == bytes(range(200)) * 100)
