from socket import *

door = socket(socket_family=AF_INET, socket_type=SOCK_STREAM)
