import threading
event, cond, items = threading.Event(), threading.Condition(), []
def consumer():
    with cond:
        while len(items) < 3:
            cond.wait()
        print('has', items)
    event.set()
t = threading.Thread(target=consumer)
t.start()
print(event.is_set(), event.wait(0.01))
for i in range(3):
    with cond:
        items.append(i)
        cond.notify_all()
print(event.wait())
t.join()
with cond:
    print(cond.wait(0.01), cond.wait_for(lambda: True))
cond.notify()
