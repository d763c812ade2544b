"""Takes files of any size, several at once; what does not arrive whole is not kept."""
import hashlib
import json
import os
import socket
import struct
import threading


def exactly(link, count):
    parts = []
    while count > 0:
        part = link.recv(min(count, 65536))
        if not part:
            raise EOFError(f'{count} octets are missing')
        parts.append(part)
        count -= len(part)
    return b''.join(parts)


def attend(link):
    try:
        size = struct.unpack('!I', exactly(link, 4))[0]
        header = json.loads(exactly(link, size))
        name = os.path.basename(header['name'])
        digest = hashlib.sha256()
        left = header['size']
        with open(f'inbox/{name}.part', 'wb') as file:
            while left:
                part = exactly(link, min(left, 50_000))
                digest.update(part)
                file.write(part)
                left -= len(part)
        os.rename(f'inbox/{name}.part', f'inbox/{name}')
        link.sendall(digest.digest())
    except EOFError as error:
        print('cut:', error, flush=True)
        os.remove(f'inbox/{name}.part')
    finally:
        link.close()


os.makedirs('inbox', exist_ok=True)
door = socket.create_server(('', 9410))
while True:
    link, origin = door.accept()
    threading.Thread(target=attend, args=(link,), daemon=True).start()
