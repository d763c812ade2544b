import os, sys
print('shown', flush=True)
os._exit(6)
