import socket, struct, time
door = socket.create_server(('127.0.0.1', 9112))
c = socket.create_connection(('127.0.0.1', 9112))
s, _ = door.accept()
c.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
c.close()
time.sleep(0.05)
s.recv(10)
