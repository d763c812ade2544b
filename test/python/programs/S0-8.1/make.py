import sys

with open(sys.argv[1], 'wb') as file:
    size = int(sys.argv[2])
    block = bytes(range(251)) * 64
    while size > 0:
        size -= file.write(block[:size])
