import socket
print(socket.inet_aton('10.1'), socket.inet_aton('192.168.1.2'), socket.inet_ntoa(b'\x7f\0\0\1'))
print(socket.htons(9000), socket.ntohs(0x2823), socket.htonl(1), socket.ntohl(0x01000000))
print(socket.inet_pton(socket.AF_INET, '1.2.3.4'), socket.inet_ntop(socket.AF_INET6, bytes(15) + b'\1'))
for wrong in ('1.2.3.256', 'x', ''):
    try:
        socket.inet_aton(wrong)
    except OSError as e:
        print(e)
try:
    socket.inet_ntoa(b'abc')
except OSError as e:
    print(type(e).__name__)
socket.inet_pton(socket.AF_INET, '1.2.3')
