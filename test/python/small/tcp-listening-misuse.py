import socket
door = socket.create_server(('127.0.0.1', 9132))
for call in (lambda: door.recv(1), lambda: door.send(b'x'), lambda: door.getpeername(), lambda: door.connect(('127.0.0.1', 9132)), lambda: door.bind(('127.0.0.1', 9133))):
    try:
        print(call())
    except OSError as e:
        print(type(e).__name__, e)
