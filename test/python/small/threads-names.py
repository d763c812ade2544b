import threading
def show():
    print(threading.current_thread().name, threading.current_thread().daemon)
threading.Thread(target=show).start()
threading.Thread(target=show, name='worker').start()
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
