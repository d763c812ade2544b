def outer(n):
    return inner(n) + 1

def inner(n):
    values = [1, 2]
    return values[n]

print(outer(1))
print(outer(5))
