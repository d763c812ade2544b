# stdin: ["one", "two", "three"]
import sys
print(repr(sys.stdin.readline()))
for line in sys.stdin:
    print(line.rstrip().upper())
print(repr(sys.stdin.read()), sys.stdin.fileno(), sys.stdout.fileno())
