import socket

post = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
post.bind(('127.0.0.1', 8830))
while True:
    letter, sender = post.recvfrom(1024)
    print('from', sender[0], letter.decode('utf-8'))
    post.sendto(input('reply: ').encode('utf-8'), sender)
