import hashlib

whole = hashlib.md5('hello world, 你好'.encode('utf-8'))
parts = hashlib.md5()
for piece in ('hello ', 'world', ', ', '你好'):
    parts.update(piece.encode('utf-8'))
whole.hexdigest()
parts.hexdigest()
assert whole.digest() == parts.digest()
