import socket, time
s = socket.socket(type=socket.SOCK_DGRAM)
print(s.sendto(b'x', ('127.0.0.1', 9201)))
time.sleep(0.05)
print(s.sendto(b'x', ('127.0.0.1', 9201)))
s.settimeout(0.05)
s.recvfrom(10)
