import socket
s = socket.socket()
try:
    s.connect(('127.0.0.1', 9100))
except ConnectionRefusedError as e:
    print(type(e).__name__, e.errno, e.strerror, e)
print(socket.socket().connect_ex(('127.0.0.1', 9100)))
s.connect(('127.0.0.1', 9100))
