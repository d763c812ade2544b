# argv: ["one", "two words", "3"]
import sys
print(sys.argv, len(sys.argv), __name__)
print(sys.argv[4])
