from socket import *
import time

line = socket()
line.connect(('192.168.207.129', 9900))
line.send(b'hello')
time.sleep(0.2)
line.close()
