import socket
a = socket.socket(type=socket.SOCK_DGRAM)
b = socket.socket(type=socket.SOCK_DGRAM)
c = socket.socket(type=socket.SOCK_DGRAM)
for s, port in ((a, 9203), (b, 9204), (c, 9205)):
    s.bind(('127.0.0.1', port))
a.connect(('127.0.0.1', 9204))
c.sendto(b'from c', ('127.0.0.1', 9203))
b.sendto(b'from b', ('127.0.0.1', 9203))
print(a.recvfrom(100))
a.settimeout(0.05)
try:
    a.recv(100)
except TimeoutError as e:
    print(e)
print(a.sendto(b'elsewhere', ('127.0.0.1', 9205)), c.recv(100))
