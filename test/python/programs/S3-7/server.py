import socket

if __name__ == '__main__':
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, True)
    door.bind(('', 8989))
    door.listen(128)
    link, origin = door.accept()
    data = link.recv(1024)
    print(len(data))
    print('the client says:', data.decode('gbk'))
    link.send('你好客户端，这是服务器的一条回复：'.encode('gbk') + b'!')
    link.close()
    door.close()
