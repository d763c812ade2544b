import threading
def show():
    print(threading.current_thread().name, threading.current_thread().daemon)
t = threading.Thread(target=show); t.start(); t.join()
t = threading.Thread(target=show, name='worker'); t.start(); t.join()
class Mine(threading.Thread):
    def run(self):
        show()
m = Mine(daemon=True)
m.start()
m.join()
show()
print(threading.main_thread() is threading.current_thread(), [t.name for t in threading.enumerate()])
try:
    threading.current_thread().join()
except RuntimeError as e:
    print(e)
threading.Thread(target=show).join()
