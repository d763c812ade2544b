import socket

post = socket.socket(type=socket.SOCK_DGRAM)
post.bind(('127.0.0.1', 8730))
while True:
    question, sender = post.recvfrom(1024)
    print(question.decode('utf-8'))
    answer = input('answer: ')
    post.sendto(answer.encode('utf-8'), sender)

post.close()
