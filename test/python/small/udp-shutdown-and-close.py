import socket
s = socket.socket(type=socket.SOCK_DGRAM)
try:
    s.shutdown(socket.SHUT_WR)
except OSError as e:
    print(e)
s.bind(('127.0.0.1', 9210))
s.close()
t = socket.socket(type=socket.SOCK_DGRAM)
t.bind(('127.0.0.1', 9210))
print(t.getsockname())
s.sendto(b'x', ('127.0.0.1', 9210))
