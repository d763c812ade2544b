# argv: ["--port", "x9"]
import argparse
p = argparse.ArgumentParser(prog='server')
p.add_argument('--port', type=int, default=9000)
print(p.parse_args([]), p.parse_args(['--port', '80']))
p.parse_args()
