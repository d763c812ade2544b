import os
import sys

folder, name, size = sys.argv[1], sys.argv[2], int(sys.argv[3])
os.makedirs(folder, exist_ok=True)
with open(os.path.join(folder, name), 'wb') as file:
    file.write((bytes(range(251)) * (size // 251 + 1))[:size])
