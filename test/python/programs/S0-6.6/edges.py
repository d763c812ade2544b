import struct

print(struct.unpack('<i', b'HTTP')[0], struct.unpack('!I', b'HTTP')[0])
print(struct.unpack('i', b'8\n41')[0])
for number in (2**31 - 1, -2**31, 2**31, -2**31 - 1):
    try:
        print(struct.pack('i', number).hex(' '))
    except struct.error as error:
        print(type(error).__name__, number)
try:
    struct.unpack('i', b'abc')
except struct.error as error:
    print(error)
struct.pack('i', 1.5)
