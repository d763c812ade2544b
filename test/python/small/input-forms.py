# stdin: ["first", "  spaces  ", "", "你好", "42"]
print(repr(input()))
print(repr(input('ask: ')))
print(repr(input(5)))
print(input('名字? '))
print(int(input()) + 1)
try:
    input('more? ')
except EOFError as e:
    print(type(e).__name__, e)
input()
