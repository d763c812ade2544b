import socket

line = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
line.connect(('127.0.0.1', 8810))
line.send('A line of just thirty-eight octets, ok'.encode('utf-8'))
line.close()
