import socket
a = socket.socket()
a.bind(('', 9101))
print(a.getsockname())
b = socket.socket()
b.bind(('localhost', 9102))
print(b.getsockname())
c = socket.socket()
c.bind(('0.0.0.0', 0))
print(c.getsockname()[0], c.getsockname()[1] > 1023)
d = socket.socket()
try:
    d.bind(('127.0.0.1', 9101))
except OSError as e:
    print(e)
try:
    d.bind(('10.9.9.9', 9103))
except OSError as e:
    print(e)
d.bind(('127.0.0.2', 9102))
print(d.getsockname())
d.bind(('127.0.0.1', 9104))
