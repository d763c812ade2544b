import hashlib, hmac, zlib, base64, secrets, os
for name in ('md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'sha3_256', 'blake2b', 'blake2s'):
    h = hashlib.new(name)
    h.update(b'ab')
    h.update(b'c')
    print(name, h.hexdigest()[:20], h.digest_size, h.block_size)
print(hmac.new(b'key', b'message', 'sha256').hexdigest())
print(hmac.compare_digest('abc', 'abd'), hashlib.pbkdf2_hmac('sha256', b'pw', b'salt', 100, 16).hex())
print(zlib.crc32(b'abc'), base64.b64encode(b'\0\xff'), len(os.urandom(32)), len(secrets.token_hex(8)), os.urandom(8) != os.urandom(8))
print(hashlib.md5(b'x') is not None, hashlib.sha256(b'').copy().hexdigest()[:8])
hashlib.md5('text')
