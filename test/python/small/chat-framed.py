import socket, struct, threading
def send(s, b):
    s.sendall(struct.pack('!I', len(b)) + b)
def exactly(s, n):
    got = b''
    while len(got) < n:
        piece = s.recv(n - len(got))
        if not piece:
            if got:
                raise EOFError('cut')
            return None
        got += piece
    return got
def receive(s):
    head = exactly(s, 4)
    return None if head is None else exactly(s, struct.unpack('!I', head)[0])
a, b = socket.socketpair()
for m in ('你好', '', 'x' * 3000):
    send(a, m.encode())
print([len(receive(b)) for _ in range(3)])
a.sendall(b'\0\0')
a.close()
receive(b)
