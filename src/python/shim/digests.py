"""What `hashlib` lacks without OpenSSL: PBKDF2 (RFC 8018 section 5.2)."""

import hashlib

_trans_5c = bytes(one ^ 0x5C for one in range(256))
_trans_36 = bytes(one ^ 0x36 for one in range(256))


def _as_bytes(value):
    try:
        return bytes(memoryview(value))
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{type(value).__name__}'") from None


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    """The key that so many rounds of HMAC make of a password."""
    if not isinstance(hash_name, str):
        raise TypeError(f"pbkdf2_hmac() argument 'hash_name' must be str, not {type(hash_name).__name__}")
    inner, outer = hashlib.new(hash_name), hashlib.new(hash_name)
    password, salt = _as_bytes(password), _as_bytes(salt)
    block = inner.block_size
    if len(password) > block:
        password = hashlib.new(hash_name, password).digest()
    password += b'\x00' * (block - len(password))
    inner.update(password.translate(_trans_36))
    outer.update(password.translate(_trans_5c))
    if iterations < 1:
        raise ValueError('iteration value must be greater than 0.')
    dklen = outer.digest_size if dklen is None else dklen
    if dklen < 1:
        raise ValueError('key length must be greater than 0.')

    def round_of(message):
        one, two = inner.copy(), outer.copy()
        one.update(message)
        two.update(one.digest())
        return two.digest()

    key = b''
    number = 1
    while len(key) < dklen:
        last = round_of(salt + number.to_bytes(4, 'big'))
        value = int.from_bytes(last, 'big')
        for _ in range(iterations - 1):
            last = round_of(last)
            value ^= int.from_bytes(last, 'big')
        key += value.to_bytes(inner.digest_size, 'big')
        number += 1
    return key[:dklen]


def install():
    if not hasattr(hashlib, 'pbkdf2_hmac'):
        hashlib.pbkdf2_hmac = pbkdf2_hmac
        hashlib.__all__ += ('pbkdf2_hmac',)
