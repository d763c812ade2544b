import selectors, socket
sel = selectors.DefaultSelector()
a, b = socket.socketpair()
key = sel.register(a, selectors.EVENT_READ, data='left')
print(sel.select(timeout=0))
b.send(b'x')
for key, mask in sel.select():
    print(key.data, mask, key.fileobj is a)
sel.modify(a, selectors.EVENT_READ | selectors.EVENT_WRITE, data='both')
print([(k.data, m) for k, m in sel.select()])
print(len(sel.get_map()))
sel.unregister(a)
try:
    sel.unregister(a)
except KeyError as e:
    print('KeyError')
sel.register(b, 0)
