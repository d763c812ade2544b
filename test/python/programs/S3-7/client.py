import socket
import sys

if __name__ == '__main__':
    line = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    line.connect(('192.168.131.62', int(sys.argv[1])))
    line.send('你好服务器，我是一个新来的客户端。'.encode('gbk'))
    data = line.recv(1024)
    print(len(data))
    print('the server says:', data.decode('gbk'))
    line.close()
