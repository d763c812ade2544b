import socket, select
door = socket.socket()
door.bind(('127.0.0.1', 9119))
door.listen()
door.setblocking(False)
try:
    door.accept()
except BlockingIOError as e:
    print(e.errno, e)
c = socket.socket()
c.setblocking(False)
print(c.connect_ex(('127.0.0.1', 9119)) in (115, 0))
select.select([], [c], [], 1)
print(c.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR), c.connect_ex(('127.0.0.1', 9119)))
select.select([door], [], [], 1)
s, _ = door.accept()
print(s.getblocking())
c.recv(1)
