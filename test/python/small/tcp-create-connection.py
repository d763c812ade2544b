import socket
try:
    socket.create_connection(('127.0.0.1', 9129), timeout=1)
except ConnectionRefusedError as e:
    print(e)
try:
    socket.create_connection(('no.such.name', 1))
except socket.gaierror as e:
    print(e)
socket.create_connection(('localhost', 9129))
