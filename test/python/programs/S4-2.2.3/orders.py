import socket
import struct

door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
door.bind(('127.0.0.1', 8890))
door.listen(5)
link, origin = door.accept()
while True:
    command = input('command: ')
    if command == 'q':
        break
    link.send(command.encode('gbk'))
    size = struct.unpack('i', link.recv(4))[0]
    text = link.recv(size).decode('gbk')
    print(size, len(text), repr(text[-8:]))
link.close()
door.close()
