import socket
with socket.socket() as s:
    s.bind(('127.0.0.1', 9127))
    text = repr(s)
    print(text[:14], text[text.index('family'):])
print(repr(s))
print(socket.AF_INET, repr(socket.AF_INET), socket.SOCK_STREAM, repr(socket.SOCK_DGRAM))
