import socket
s = socket.socket()
for address in ('127.0.0.1', ('127.0.0.1', '80'), ('127.0.0.1', 65536), ('127.0.0.1', -1), (1, 2), None):
    try:
        s.connect(address)
    except Exception as e:
        print(type(e).__name__, e)
s.bind('0.0.0.0:80')
