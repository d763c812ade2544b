import socket
s = socket.socket()
s.close()
s.close()
print(s.fileno())
for call in (lambda: s.recv(1), lambda: s.send(b''), lambda: s.bind(('', 0)), lambda: s.listen(), lambda: s.getsockname(), lambda: s.settimeout(1), lambda: s.connect(('127.0.0.1', 1))):
    try:
        print(call())
    except OSError as e:
        print(type(e).__name__, e)
s.accept()
