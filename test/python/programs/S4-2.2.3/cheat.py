import socket

line = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
line.connect(('127.0.0.1', 8890))
line.recv(1024)
line.send(b'\4\0\0\0abcd')
line.recv(1024)
line.send(b'8\n41abcde')
print(line.recv(1024))
