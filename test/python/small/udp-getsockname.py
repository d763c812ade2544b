import socket
s = socket.socket(type=socket.SOCK_DGRAM)
print(s.getsockname())
s.sendto(b'', ('127.0.0.1', 9206))
print(s.getsockname()[0], s.getsockname()[1] > 0)
t = socket.socket(type=socket.SOCK_DGRAM)
t.bind(('', 9207))
print(t.getsockname())
