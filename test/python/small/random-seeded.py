import random, uuid
random.seed(4)
print(random.randint(1, 100), random.choice('abcdef'), random.sample(range(50), 3), round(random.random(), 6))
print(random.Random(1).shuffle(x := [1, 2, 3, 4, 5]), x, len(str(uuid.uuid4())))
random.choice([])
