import sys, os
for value in (None, 0, 3, 'text', (1, 2)):
    try:
        sys.exit(value)
    except SystemExit as e:
        print(repr(e.code))
try:
    exit(5)
except SystemExit as e:
    print(e.code)
raise SystemExit(9)
