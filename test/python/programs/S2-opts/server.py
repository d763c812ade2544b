from socket import *

door = socket()
door.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
print(door.getsockopt(SOL_SOCKET, SO_REUSEADDR))
print(door.family)
print(door.type)
door.bind(('127.0.0.1', 8860))
print(door.getsockname())
print(door.fileno())
door.listen(3)
link, origin = door.accept()
print(link.getpeername() == origin, origin[0])
link.sendall(b'done')
