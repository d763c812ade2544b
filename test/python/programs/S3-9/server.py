import socket
import threading


def attend(link, origin):
    while True:
        data = link.recv(1024)
        if data:
            print(origin[0], data.decode('gbk'))
            link.send('收到了你的话'.encode('gbk'))
        else:
            print('gone')
            break
    link.close()


if __name__ == '__main__':
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, True)
    door.bind(('', 8870))
    door.listen(128)
    while True:
        link, origin = door.accept()
        worker = threading.Thread(target=attend, args=(link, origin))
        worker.setDaemon(True)
        worker.start()
