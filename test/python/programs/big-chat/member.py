"""A member: says three things, and hears what the others say."""
import socket
import sys
import threading

host, name, others = sys.argv[1], sys.argv[2], int(sys.argv[3])
heard = []


def listen():
    for line in lines:
        heard.append(line.strip())
        if len(heard) == 3 * others:
            break


line = socket.create_connection((host, 9400))
lines = line.makefile(encoding='utf-8')
line.sendall(f'{name}\n'.encode())
print(lines.readline().strip())
listener = threading.Thread(target=listen)
listener.start()
for number, word in enumerate(('你好', 'how are you', 'goodbye')):
    line.sendall(f'{word} {number}\n'.encode())
listener.join()
line.sendall(b'/exit\n')
print(len(heard), len(set(heard)), sorted(heard)[0])
for other in sorted({one.split(':')[0] for one in heard}):
    print(other, [one.split(': ')[1] for one in heard if one.startswith(f'{other}:')])
line.close()
