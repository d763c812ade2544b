import socket
import struct
import subprocess

line = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
line.connect(('127.0.0.1', 8890))
while True:
    command = line.recv(1024).decode('gbk')
    if not command:
        break
    job = subprocess.Popen(command, shell=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    result = job.stdout.read() + job.stderr.read()
    line.send(struct.pack('i', len(result)))
    line.send(result)
line.close()
