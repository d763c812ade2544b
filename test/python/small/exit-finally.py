import atexit, sys
atexit.register(print, 'registered first')
atexit.register(print, 'registered second')
try:
    sys.exit(2)
finally:
    print('finally')
