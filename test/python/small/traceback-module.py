import traceback
def f():
    raise KeyError('name')
try:
    f()
except KeyError:
    text = traceback.format_exc()
    print(text.splitlines()[0], text.splitlines()[-1], 'in f' in text)
try:
    f()
except KeyError as e:
    print(traceback.extract_tb(e.__traceback__)[-1].lineno, e.args)
    raise
