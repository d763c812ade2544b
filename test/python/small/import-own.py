# file helper.py: "print('imported as', __name__)\nVALUE = 5\ndef double(n):\n    return n * 2\ndef fail():\n    raise ValueError('from the helper')\n"
import helper
import helper as again
from helper import double
print(double(helper.VALUE), again is helper, __name__, helper.__file__.endswith('helper.py'))
helper.fail()
