import json
import socket

door = socket.socket()
door.bind(('192.168.12.1', 8770))
door.listen()
link, origin = door.accept()
about = json.loads(link.recv(1024).decode('utf-8'))
with open(about['name'], 'wb') as copy:
    content = link.recv(about['size'])
    copy.write(content)
print(about['name'], len(content))
link.close()
door.close()
