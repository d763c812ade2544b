import select, socket
s = socket.socket(type=socket.SOCK_DGRAM)
s.bind(('127.0.0.1', 9211))
s.setblocking(False)
try:
    s.recvfrom(10)
except BlockingIOError as e:
    print(e)
s.sendto(b'to myself', ('127.0.0.1', 9211))
print(select.select([s], [s], [], 1) == ([s], [s], []))
print(s.recvfrom(100))
print(s.recv_into(bytearray(4)) if select.select([s], [], [], 0)[0] else 'nothing')
