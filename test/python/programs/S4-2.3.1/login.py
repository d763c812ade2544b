import hashlib

name = input('name: ')
word = input('password: ')
with open('users.txt', 'r', encoding='utf-8') as book:
    for entry in book:
        known, digest, role = entry.strip().split('|')
        if known == name and digest == hashlib.md5(word.encode('utf-8')).hexdigest():
            print('welcome', role)
