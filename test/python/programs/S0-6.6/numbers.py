import struct

for number in (123456789, 12345, 123):
    packed = struct.pack('i', number)
    print(packed, len(packed))
    print(struct.unpack('i', packed))
    print(struct.unpack('i', packed)[0])
