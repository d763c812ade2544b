import socket

line = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
line.connect(('127.0.0.1', 8870))
while True:
    say = input('say: ')
    if say == 'q':
        break
    line.send(say.encode('gbk'))
    print(line.recv(1024).decode('gbk'))
line.close()
