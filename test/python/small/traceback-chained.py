class Refused(Exception):
    pass

def ask():
    try:
        int('x')
    except ValueError as e:
        raise Refused('no number') from e

try:
    ask()
except Refused as e:
    print(type(e.__cause__).__name__, e)
ask()
