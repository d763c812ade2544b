import hashlib

for maker in (hashlib.md5, hashlib.sha1):
    digest = maker()
    digest.update('123456'.encode('utf-8'))
    print(digest.hexdigest())
print(hashlib.md5().hexdigest())
for name in ('sha224', 'sha256', 'sha384', 'sha512', 'blake2b', 'blake2s'):
    print(name, hashlib.new(name, '你好'.encode('utf-8')).hexdigest()[:16])
