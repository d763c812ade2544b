import threading, time
def forever():
    while True:
        time.sleep(0.01)
threading.Thread(target=forever, daemon=True).start()
def later():
    time.sleep(0.05)
    print('the last one')
threading.Thread(target=later).start()
print('main ends')
