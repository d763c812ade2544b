import socket
t = socket.socket()
u = socket.socket(type=socket.SOCK_DGRAM)
t.bind(('127.0.0.1', 9105))
u.bind(('127.0.0.1', 9105))
print(t.getsockname() == u.getsockname())
v = socket.socket(type=socket.SOCK_DGRAM)
v.bind(('127.0.0.1', 9105))
