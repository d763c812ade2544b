import socket
a, b = socket.socketpair()
a.sendall(b'0123456789')
room = bytearray(4)
print(b.recv_into(room), room)
view = memoryview(bytearray(8))
print(b.recv_into(view, 3), bytes(view))
print(b.recvfrom(2))
print(b.recvfrom_into(room), room)
