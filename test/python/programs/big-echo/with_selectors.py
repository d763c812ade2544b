import selectors
import socket

chosen = selectors.DefaultSelector()


def welcome(door):
    link, _ = door.accept()
    link.setblocking(False)
    chosen.register(link, selectors.EVENT_READ, echo)


def echo(link):
    if data := link.recv(1024):
        link.send(data)
    else:
        chosen.unregister(link)
        link.close()
        print('left', len(chosen.get_map()) - 1, flush=True)


door = socket.create_server(('', 9420))
door.setblocking(False)
chosen.register(door, selectors.EVENT_READ, welcome)
while True:
    for key, _ in chosen.select():
        key.data(key.fileobj)
