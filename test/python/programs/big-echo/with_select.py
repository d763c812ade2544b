import select
import socket

door = socket.create_server(('', 9420))
links = []
while True:
    ready, _, _ = select.select([door, *links], [], [])
    for one in ready:
        if one is door:
            links.append(door.accept()[0])
        elif data := one.recv(1024):
            one.sendall(data)
        else:
            links.remove(one)
            one.close()
            print('left', len(links), flush=True)
