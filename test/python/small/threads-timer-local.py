import threading, time
def tick(word):
    print('tick', word)
t = threading.Timer(0.02, tick, args=('tock',))
t.start()
u = threading.Timer(5, tick)
u.start()
u.cancel()
t.join()
u.join()
mine = threading.local()
mine.x = 1
def look():
    print(hasattr(mine, 'x'))
    mine.x = 2
t = threading.Thread(target=look)
t.start()
t.join()
print(mine.x)
