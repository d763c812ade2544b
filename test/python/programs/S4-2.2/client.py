import socket
import threading

ROOM = ('127.0.0.1', 8880)


def listen():
    while True:
        print(post.recvfrom(1024)[0].decode('utf-8'))


post = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
name = input('your name: ')
post.sendto(name.encode('utf-8'), ROOM)
threading.Thread(target=listen, daemon=True).start()
while True:
    words = input('words (EXIT ends): ')
    post.sendto(f'{name} : {words}'.encode('utf-8'), ROOM)
    if words.upper() == 'EXIT':
        break
post.close()
