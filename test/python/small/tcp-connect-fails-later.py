import socket, select
c = socket.socket()
c.setblocking(False)
c.connect_ex(('127.0.0.1', 9120))
r, w, x = select.select([c], [c], [c], 1)
print(len(r), len(w))
print(c.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR))
print(c.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR))
