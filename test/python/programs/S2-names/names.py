import socket

print(repr(socket.gethostname()))
print(repr(socket.gethostbyname(socket.gethostname())))
print(socket.gethostbyaddr('www.example.com'))
print(socket.inet_aton('192.168.1.2'))
print(repr(socket.inet_ntoa(b'\xc0\xa8\x01\x02')))
print(socket.getservbyname('mysql'))
socket.gethostbyname('nobody.example.com')
