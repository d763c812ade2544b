import threading, time
done = []
def work(n):
    time.sleep(0.1 * n)
    done.append(n)
threads = [threading.Thread(target=work, args=(n,)) for n in (3, 1, 2)]
for t in threads: t.start()
print([t.is_alive() for t in threads])
for t in threads: t.join()
print(done, [t.is_alive() for t in threads], threading.active_count())
t = threading.Thread(target=time.sleep, args=(0.2,), daemon=True)
t.start()
print(t.join(0.01), t.is_alive())
t.start()
