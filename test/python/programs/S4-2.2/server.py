import logging
import socket

members = {}


def relay(words, origin):
    for address in members:
        if address != origin:
            post.sendto(words.encode('utf-8'), address)


post = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
post.bind(('127.0.0.1', 8880))
logging.info('the room is open')
while True:
    try:
        data, origin = post.recvfrom(1024)
        words = data.decode('utf-8')
        if origin not in members:
            members[origin] = words
            relay(f'{words} 进入聊天室...', origin)
            continue
        if 'EXIT'.lower() in words:
            name = members.pop(origin)
            relay(f'{name} 离开了', origin)
            continue
        print(words)
        relay(words, origin)
    except ConnectionResetError:
        logging.warning('somebody has left without a word')
