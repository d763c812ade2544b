import queue, threading
q = queue.Queue(maxsize=2)
def produce():
    for n in range(5):
        q.put(n)
    q.put(None)
threading.Thread(target=produce).start()
got = []
while (n := q.get()) is not None:
    got.append(n)
    q.task_done()
q.task_done()
q.join()
print(got, q.empty(), q.qsize())
try:
    q.get(timeout=0.02)
except queue.Empty:
    print('empty')
q.put(1), q.put(2)
try:
    q.put_nowait(3)
except queue.Full:
    print('full')
p = queue.PriorityQueue()
[p.put(n) for n in (3, 1, 2)]
print(p.get(), p.get(), queue.LifoQueue().empty())
s = queue.SimpleQueue()
s.put('x')
print(s.get(), s.empty())
try:
    s.get_nowait()
except queue.Empty as e:
    print(type(e).__name__)
