text = '网络编程 ok\n'
for codec in ('utf-8', 'gbk', 'gb18030', 'utf-16', 'utf-8-sig'):
    with open('t.txt', 'w', encoding=codec) as f:
        f.write(text)
    print(codec, open('t.txt', 'rb').read(), open('t.txt', encoding=codec).read() == text)
open('t.txt', 'w', encoding='gbk').write(text)
try:
    open('t.txt', encoding='utf-8').read()
except UnicodeDecodeError as e:
    print(e)
print(open('t.txt', encoding='utf-8', errors='replace').read().count('\ufffd') > 0)
open('t.txt', 'w', newline='').write('a\r\nb\rc\n')
print(repr(open('t.txt').read()), repr(open('t.txt', newline='').read()))
open('t.txt', 'w', encoding='ascii').write('你')
