import socket
door = socket.create_server(('127.0.0.1', 9121))
c = socket.create_connection(('127.0.0.1', 9121))
s, _ = door.accept()
c.setblocking(False)
total = 0
try:
    while True:
        total += c.send(bytes(65536))
except BlockingIOError as e:
    print(e)
print(total >= 65536)
got = 0
c.setblocking(True)
c.shutdown(socket.SHUT_WR)
while piece := s.recv(1 << 20):
    got += len(piece)
print(got == total)
