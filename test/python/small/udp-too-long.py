import socket
a = socket.socket(type=socket.SOCK_DGRAM)
a.bind(('127.0.0.1', 9208))
s = socket.socket(type=socket.SOCK_DGRAM)
print(s.sendto(bytes(65507), ('127.0.0.1', 9208)))
print(len(a.recv(70000)))
s.sendto(bytes(65508), ('127.0.0.1', 9208))
