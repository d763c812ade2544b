import hmac
import os

mark = hmac.new(b'a word between us', os.urandom(32))
print(mark.digest())
