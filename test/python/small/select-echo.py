import select, socket, threading
door = socket.create_server(('127.0.0.1', 9135))
def client(n):
    with socket.create_connection(('127.0.0.1', 9135)) as c:
        c.sendall(b'word %d' % n)
        answers[n] = c.recv(100)
answers = {}
threads = [threading.Thread(target=client, args=(n,)) for n in range(3)]
for t in threads: t.start()
watched, ended = [door], 0
while ended < 3:
    for s in select.select(watched, [], [])[0]:
        if s is door:
            watched.append(door.accept()[0])
        elif data := s.recv(100):
            s.sendall(data[::-1])
        else:
            watched.remove(s)
            s.close()
            ended += 1
for t in threads: t.join()
print(sorted(answers.items()), len(watched))
