import socket, time
door = socket.create_server(('127.0.0.1', 9110))
c = socket.create_connection(('127.0.0.1', 9110))
s, _ = door.accept()
c.send(b'never read')
time.sleep(0.05)
s.close()
time.sleep(0.05)
try:
    c.recv(10)
except ConnectionResetError as e:
    print(e)
print(c.recv(10), c.recv(10))
c.send(b'x')
