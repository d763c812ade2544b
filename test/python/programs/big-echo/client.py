import socket
import sys

with socket.create_connection(('192.168.12.1', 9420)) as line:
    for word in sys.argv[1:]:
        line.sendall(word.encode())
        got = b''
        while len(got) < len(word.encode()):
            got += line.recv(3)
        print(got.decode())
    input('leave? ')
