import socket

line = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
line.connect(('127.0.0.1', 8820))
while True:
    say = input('say: ')
    line.send(say.encode('utf-8'))
    if say == 'q':
        break
    print('heard', line.recv(1024).decode('utf-8'))
line.close()
