import hashlib

name = input('name: ')
word = input('password: ')
role = input('role: ')
with open('users.txt', 'a', encoding='utf-8') as book:
    if book:
        book.write('\n')
        book.write(f'{name}|{hashlib.md5(word.encode("utf-8")).hexdigest()}|{role}')
    else:
        book.write(f'{name}|{word}|{role}')
