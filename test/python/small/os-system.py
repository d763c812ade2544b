import os, sys
print('before')
sys.stdout.flush()
print(os.system('true'), os.system('exit 2') >> 8)
print(os.popen('echo piped').read())
