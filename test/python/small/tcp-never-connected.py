import socket
s = socket.socket()
for call in (lambda: s.recv(10), lambda: s.send(b'x'), lambda: s.getpeername(), lambda: s.shutdown(socket.SHUT_WR), lambda: s.sendall(b'x')):
    try:
        print(call())
    except OSError as e:
        print(type(e).__name__, e)
s.recv(1)
