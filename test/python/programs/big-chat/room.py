"""A chat room over TCP: a line is a message, a thread for each member."""
import socket
import sys
import threading

WANTED = int(sys.argv[1])
members = {}
lock = threading.Lock()
full = threading.Condition(lock)
left = 0


def tell(text, but=None):
    with lock:
        for name, link in members.items():
            if name != but:
                link.sendall(f'{text}\n'.encode())


def attend(link):
    global left
    lines = link.makefile(encoding='utf-8')
    name = lines.readline().strip()
    with lock:
        members[name] = link
        if len(members) == WANTED:
            for one in members.values():
                one.sendall('all are here\n'.encode())
    for line in lines:
        if line.strip() == '/exit':
            break
        tell(f'{name}: {line.strip()}', but=name)
    with lock:
        left += 1
        full.notify_all()
        full.wait_for(lambda: left == WANTED)
    link.close()


door = socket.create_server(('', 9400))
threads = []
for _ in range(WANTED):
    link, origin = door.accept()
    threads.append(threading.Thread(target=attend, args=(link,)))
    threads[-1].start()
for thread in threads:
    thread.join()
print('closed behind', ' '.join(sorted(members)))
