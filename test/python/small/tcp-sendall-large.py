import hashlib, socket, threading
door = socket.create_server(('127.0.0.1', 9122))
data = bytes(range(256)) * 2000
def serve():
    s, _ = door.accept()
    print(s.sendall(data))
    s.close()
t = threading.Thread(target=serve)
t.start()
c = socket.create_connection(('127.0.0.1', 9122))
got = bytearray()
while piece := c.recv(4096):
    got += piece
t.join()
print(len(got), hashlib.sha256(got).hexdigest() == hashlib.sha256(data).hexdigest())
