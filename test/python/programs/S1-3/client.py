import socket

post = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
post.sendto('Hello'.encode('utf-8'), ('127.0.0.1', 9005))
letter, sender = post.recvfrom(1024)
print(letter.decode('utf-8'), sender)
post.close()
