import threading, time
t = threading.Thread(target=time.sleep, args=(0.01,))
t.start()
t.daemon = True
