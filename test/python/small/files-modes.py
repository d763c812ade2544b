with open('a.txt', 'w') as f:
    print(f.write('one\ntwo\n'), f.name, f.mode, f.closed)
with open('a.txt', 'a') as f:
    f.write('three')
print(f.closed, open('a.txt').read().split(), open('a.txt', 'rb').read(4))
with open('a.txt', 'r+') as f:
    f.seek(4)
    f.write('TWO')
    f.seek(0)
    print(f.readlines(), f.tell())
for mode in ('x', 'q'):
    try:
        open('a.txt', mode)
    except (OSError, ValueError) as e:
        print(type(e).__name__, e)
try:
    open('a.txt').write('x')
except OSError as e:
    print(type(e).__name__, e)
with open('a.txt', 'wb') as f:
    f.truncate(3)
print(open('a.txt', 'rb').read())
f.read()
