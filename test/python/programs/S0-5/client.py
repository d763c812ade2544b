import socket

post = socket.socket(type=socket.SOCK_DGRAM)
while True:
    question = input('question: ')
    if question.upper() == 'Q':
        break
    post.sendto(question.encode('utf-8'), ('127.0.0.1', 8730))
    answer, sender = post.recvfrom(1024)
    print(answer.decode('utf-8'))
post.close()
