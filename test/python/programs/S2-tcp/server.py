from socket import *

door = socket(AF_INET, SOCK_STREAM)
door.bind(('192.168.207.129', 9900))
door.listen(3)
print('waiting for somebody')
link, origin = door.accept()
print('from', origin[0])
while True:
    data = link.recv(1024)
    if data == b'##':
        break
    print('received', data.decode())
    count = link.send(b'Receive your message')
    print('发送了%d字节' % count)
link.close()
door.close()
