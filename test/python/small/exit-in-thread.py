import sys, threading
t = threading.Thread(target=sys.exit, args=(4,))
t.start()
t.join()
print('still here')
