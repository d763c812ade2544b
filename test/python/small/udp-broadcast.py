import socket
s = socket.socket(type=socket.SOCK_DGRAM)
try:
    s.sendto(b'all', ('192.168.12.255', 9209))
except OSError as e:
    print(type(e).__name__, e)
print(s.getsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST))
s.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
print(s.getsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST))
