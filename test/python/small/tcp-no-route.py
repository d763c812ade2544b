import socket
s = socket.socket()
print(s.connect_ex(('203.0.113.9', 80)))
s = socket.socket()
s.connect(('203.0.113.9', 80))
