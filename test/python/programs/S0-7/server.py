import socket

paint = {'jack': '\033[1;31m', 'tom': '\033[1;34m'}

post = socket.socket(type=socket.SOCK_DGRAM)
post.bind(('127.0.0.1', 8760))
while True:
    letter, sender = post.recvfrom(1024)
    who, words = letter.decode('utf-8').split('|')
    print('%s%s: %s\033[0m' % (paint.get(who, '\033[30m'), who, words))
    post.sendto(input('> ').encode('utf-8'), sender)
