import socket
door = socket.create_server(('127.0.0.1', 9118))
door.settimeout(0.05)
try:
    door.accept()
except TimeoutError as e:
    print(type(e).__name__, e, e.errno, socket.timeout is TimeoutError)
c = socket.create_connection(('127.0.0.1', 9118), timeout=0.1)
print(c.gettimeout(), c.getblocking())
s, _ = door.accept()
print(s.gettimeout())
try:
    c.recv(1)
except OSError as e:
    print(e)
c.settimeout(None)
print(c.gettimeout())
try:
    c.settimeout(-1)
except ValueError as e:
    print(e)
c.settimeout(0.02)
c.recv(1)
