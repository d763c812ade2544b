import codecs
word = '你好'
print(word.encode(), word.encode('gbk'), '😀'.encode('gb18030'), len('hi 你好😀'.encode()))
print(word.encode('utf-8').decode('gbk'))
try:
    word.encode('gbk').decode('utf-8')
except UnicodeDecodeError as e:
    print(e, e.start)
try:
    '😀'.encode('gbk')
except UnicodeEncodeError as e:
    print(e)
reader = codecs.getincrementaldecoder('utf-8')()
print([reader.decode(bytes([b])) for b in word.encode()])
print(b'\xe4\xbd'.decode(errors='replace'), b'\xff'.decode('latin-1'), 'é'.encode('ascii', 'xmlcharrefreplace'))
print(bytes('中文', encoding='utf-16-le'), str(b'abc', 'ascii'), b'\xc4\xe3'.decode('gb2312'))
b'\xe4\xbd'.decode()
