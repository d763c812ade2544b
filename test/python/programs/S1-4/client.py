import socket

post = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
while True:
    say = input('say: ')
    if say == 'q':
        break
    post.sendto(say.encode('utf-8'), ('127.0.0.1', 8830))
    print('heard', post.recvfrom(1024)[0].decode('utf-8'))
post.close()
