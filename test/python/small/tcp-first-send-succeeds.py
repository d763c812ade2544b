import socket, time
door = socket.create_server(('127.0.0.1', 9109))
c = socket.create_connection(('127.0.0.1', 9109))
s, _ = door.accept()
s.close()
time.sleep(0.05)
print(c.recv(10))
print(c.send(b'one'))
time.sleep(0.05)
print(c.recv(10))
try:
    c.send(b'')
except OSError as e:
    print(type(e).__name__)
c.send(b'two')
