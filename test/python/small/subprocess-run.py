import subprocess
r = subprocess.run('echo hello; echo problem >&2; exit 3', shell=True, capture_output=True, text=True)
print(r.returncode, repr(r.stdout), repr(r.stderr))
print(subprocess.check_output(['echo', 'a b', 'c']))
print(subprocess.getoutput('echo x'))
print(subprocess.run(['cat'], input=b'through', capture_output=True).stdout)
try:
    subprocess.run(['nosuchthing'])
except FileNotFoundError as e:
    print(e)
subprocess.run('exit 4', shell=True, check=True)
