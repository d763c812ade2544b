numbers = {'a': 1}
assert numbers['a'] == 1
assert numbers['a'] == 2, 'not two'
