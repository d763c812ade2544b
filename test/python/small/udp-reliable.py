import socket, threading
there = ('127.0.0.1', 9212)
def receive():
    s = socket.socket(type=socket.SOCK_DGRAM)
    s.bind(there)
    ready.set()
    expected, parts, dropped = 0, [], set()
    while expected < 8:
        datagram, sender = s.recvfrom(100)
        number = datagram[0]
        if number % 3 == 1 and number not in dropped:
            dropped.add(number)
            continue
        if number == expected:
            parts.append(datagram[1:])
            expected += 1
        s.sendto(bytes([number]), sender)
    print(b''.join(parts))
ready = threading.Event()
t = threading.Thread(target=receive)
t.start()
ready.wait()
s = socket.socket(type=socket.SOCK_DGRAM)
s.settimeout(0.1)
sent = 0
for number, letter in enumerate(b'reliable'):
    while True:
        s.sendto(bytes([number, letter]), there)
        sent += 1
        try:
            if s.recv(10)[0] == number:
                break
        except TimeoutError:
            pass
t.join()
print(sent)
