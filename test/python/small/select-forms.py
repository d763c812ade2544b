import select, socket
a, b = socket.socketpair()
print(select.select([a], [], [], 0))
r, w, x = select.select([a], [a], [], 0.02)
print(len(r), len(w), len(x))
b.send(b'x')
print(select.select([a, b], [], [], 1)[0] == [a])
b.close()
a.recv(1)
print(len(select.select([a], [], [])[0]), a.recv(1))
try:
    select.select([a], [], [], -1)
except ValueError as e:
    print(e)
try:
    select.select(['x'], [], [])
except TypeError as e:
    print(e)
a.close()
select.select([a], [], [], 0)
