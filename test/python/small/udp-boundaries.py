import socket
a = socket.socket(type=socket.SOCK_DGRAM)
b = socket.socket(type=socket.SOCK_DGRAM)
a.bind(('127.0.0.1', 9200))
for m in (b'first', b'', b'third one'):
    print(b.sendto(m, ('127.0.0.1', 9200)))
print(a.recvfrom(1024)[0], a.recvfrom(1024)[0], a.recvfrom(5)[0])
a.settimeout(0.05)
a.recvfrom(10)
