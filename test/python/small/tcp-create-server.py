import socket
s = socket.create_server(('127.0.0.1', 9128))
print(s.getsockname(), s.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR))
socket.create_server(('127.0.0.1', 9128))
