#!/usr/bin/env python3
from socket import *

post = socket(AF_INET, SOCK_DGRAM)
post.bind(('127.0.0.1', 9999))
while True:
    data, sender = post.recvfrom(5)
    print('received', data.decode())
    post.sendto(b'got it', sender)
