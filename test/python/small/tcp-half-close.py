import socket, threading
door = socket.create_server(('127.0.0.1', 9113))
def serve():
    s, _ = door.accept()
    got = b''
    while piece := s.recv(4):
        got += piece
    s.sendall(got.upper())
    s.close()
threading.Thread(target=serve).start()
c = socket.create_connection(('127.0.0.1', 9113))
c.sendall(b'all of it')
c.shutdown(socket.SHUT_WR)
print(c.makefile().read())
c.send(b'more')
