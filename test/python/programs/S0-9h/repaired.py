import hashlib
import hmac

mark = hmac.new(b'Jefe', b'what do ya want for nothing?', hashlib.sha256)
print(mark.hexdigest())
print(hmac.compare_digest(mark.digest(), hmac.digest(b'Jefe', b'what do ya want for nothing?', 'sha256')))
print(hashlib.pbkdf2_hmac('sha256', b'password', b'salt', 1).hex())
