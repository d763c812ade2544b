import socket

post = socket.socket(type=socket.SOCK_DGRAM)
who = input('name: ')
while True:
    words = input('> ')
    if words.upper() == 'Q':
        break
    post.sendto(f'{who}|{words}'.encode('utf-8'), ('127.0.0.1', 8760))
    print(post.recvfrom(1024)[0].decode('utf-8'))
post.close()
