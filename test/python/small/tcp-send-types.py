import socket
a, b = socket.socketpair()
for thing in ('text', 5, None, [1], b'ok', bytearray(b'ok'), memoryview(b'ok')):
    try:
        print(a.send(thing))
    except TypeError as e:
        print(e)
print(b.recv(6, socket.MSG_WAITALL))
a.send('text')
