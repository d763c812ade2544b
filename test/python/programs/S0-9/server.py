import hashlib
import os
import socket

SECRET = b'a word between us'

door = socket.socket()
door.bind(('127.0.0.1', 8790))
door.listen()
link, origin = door.accept()
challenge = os.urandom(32)
link.send(challenge)
right = hashlib.sha1(SECRET + challenge).hexdigest()
answer = link.recv(1024).decode('utf-8')
if answer == right:
    print('a friend')
    link.send(b'hello')
else:
    print('a stranger')
link.close()
door.close()
