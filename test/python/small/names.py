import socket
print(socket.gethostbyname('localhost'), socket.gethostbyname('127.0.0.1'), socket.gethostbyname('192.168.12.1'))
print(socket.getservbyname('http'), socket.getservbyname('domain', 'udp'), socket.getservbyport(22))
try:
    socket.getservbyname('talent')
except OSError as e:
    print(e)
try:
    socket.gethostbyname('no.such.name')
except socket.gaierror as e:
    print(type(e).__name__, e.errno, e)
print(socket.getaddrinfo('127.0.0.1', 80, type=socket.SOCK_STREAM))
print(socket.gethostbyname(''))
socket.gethostbyname('no.such.name')
