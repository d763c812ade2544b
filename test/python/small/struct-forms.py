import struct
print(struct.pack('!I', 9000), struct.pack('<i', 9000), struct.pack('!H', 9000), struct.pack('!hBq', -2, 255, -1))
print(struct.calcsize('@bi'), struct.calcsize('=bi'), struct.calcsize('!bi'), struct.unpack('!3sH', b'abc\0\1'))
print(struct.pack('5s', b'ab'), struct.pack('?', 7), struct.unpack('<f', b'\0\0\x80?'))
print(list(struct.iter_unpack('!H', b'\0\1\0\2')), struct.unpack_from('!H', b'xx\0\5', 2))
for code, value in (('B', 256), ('B', -1), ('H', 70000), ('i', 'x')):
    try:
        struct.pack(code, value)
    except struct.error as e:
        print('error', code)
struct.unpack('!I', b'abc')
