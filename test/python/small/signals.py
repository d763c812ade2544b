import os, signal, time
def handler(number, frame):
    print('got', signal.Signals(number).name)
print(signal.signal(signal.SIGUSR1, handler) == signal.SIG_DFL)
os.kill(os.getpid(), signal.SIGUSR1)
time.sleep(0.01)
signal.signal(signal.SIGINT, handler)
os.kill(os.getpid(), signal.SIGINT)
time.sleep(0.01)
signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(1)
except KeyboardInterrupt:
    print('interrupted')
os.kill(os.getpid(), signal.SIGTERM)
time.sleep(1)
