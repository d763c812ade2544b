import socket, time
s = socket.socket(type=socket.SOCK_DGRAM)
s.connect(('127.0.0.1', 9202))
print(s.getpeername(), s.getsockname()[0])
print(s.send(b'x'))
time.sleep(0.05)
try:
    s.send(b'y')
except ConnectionRefusedError as e:
    print(e)
s.send(b'z')
s.recv(10)
