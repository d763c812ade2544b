#!/usr/bin/env python3
from socket import *
import sys

if len(sys.argv) < 3:
    print('how to start it: python3 client.py 127.0.0.1 9999')
    raise

there = (sys.argv[1], int(sys.argv[2]))
post = socket(AF_INET, SOCK_DGRAM)
while True:
    say = input('send: ')
    if not say:
        break
    post.sendto(say.encode(), there)
    reply, sender = post.recvfrom(1024)
    print('server:', reply.decode())
post.close()
