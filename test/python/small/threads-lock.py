import threading
lock = threading.Lock()
count = 0
def add():
    global count
    for _ in range(500):
        with lock:
            count += 1
threads = [threading.Thread(target=add) for _ in range(4)]
[t.start() for t in threads]
[t.join() for t in threads]
print(count, lock.locked(), lock.acquire(), lock.acquire(blocking=False), lock.acquire(timeout=0.02))
lock.release()
r = threading.RLock()
print(bool(r.acquire()), bool(r.acquire()))
r.release(), r.release()
try:
    r.release()
except RuntimeError as e:
    print(e)
lock.release()
