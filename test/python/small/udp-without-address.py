import socket
s = socket.socket(type=socket.SOCK_DGRAM)
print(s.getsockname())
for call in (lambda: s.send(b'x'), lambda: s.getpeername(), lambda: s.listen(), lambda: s.accept(), lambda: s.sendto(b'x'), lambda: s.sendto(b'x', ('127.0.0.1', 70000)), lambda: s.sendto('x', ('127.0.0.1', 7))):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
s.sendto(b'x', ('127.0.0.1', 0))
