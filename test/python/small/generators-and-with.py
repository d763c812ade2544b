import contextlib
@contextlib.contextmanager
def opened(name):
    print('open', name)
    try:
        yield name.upper()
    finally:
        print('close', name)
with opened('a') as a, opened('b') as b:
    print(a, b)
def count():
    try:
        yield 1
        yield 2
    finally:
        print('generator closed')
g = count()
print(next(g))
g.close()
match (1, 'x'):
    case (int(n), str(s)): print('matched', n, s)
with opened('c'):
    raise OSError('inside')
