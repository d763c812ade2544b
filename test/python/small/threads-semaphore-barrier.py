import threading, time
sem, most, now, guard = threading.Semaphore(2), 0, 0, threading.Lock()
def work():
    global most, now
    with sem:
        with guard:
            now += 1
            most = max(most, now)
        time.sleep(0.01)
        with guard:
            now -= 1
threads = [threading.Thread(target=work) for _ in range(6)]
[t.start() for t in threads]
[t.join() for t in threads]
print(most)
barrier = threading.Barrier(3, action=lambda: print('all here'))
threads = [threading.Thread(target=barrier.wait) for _ in range(2)]
[t.start() for t in threads]
barrier.wait()
[t.join() for t in threads]
b = threading.BoundedSemaphore(1)
b.release()
