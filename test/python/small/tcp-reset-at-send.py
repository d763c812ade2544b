import socket, time
door = socket.create_server(('127.0.0.1', 9111))
c = socket.create_connection(('127.0.0.1', 9111))
s, _ = door.accept()
c.send(b'never read')
time.sleep(0.05)
s.close()
time.sleep(0.05)
try:
    c.send(b'x')
except ConnectionResetError as e:
    print(e)
try:
    c.send(b'x')
except BrokenPipeError as e:
    print(e)
print(c.recv(10))
