import socket

line = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
line.connect(('127.0.0.1', 8840))
line.send('hello'.encode('utf-8'))
line.send('nice'.encode('utf-8'))
line.close()
