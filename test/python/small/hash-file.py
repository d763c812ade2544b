import hashlib
open('big', 'wb').write(bytes(range(256)) * 1000)
h = hashlib.sha256()
with open('big', 'rb') as f:
    for block in iter(lambda: f.read(65536), b''):
        h.update(block)
print(h.hexdigest())
print(hashlib.file_digest(open('big', 'rb'), 'md5').hexdigest())
