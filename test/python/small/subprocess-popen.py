import subprocess
p = subprocess.Popen('seq 1 5', shell=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
print(p.stdout.readline(), p.stdout.read(), p.stderr.read(), p.wait(), p.returncode)
p = subprocess.Popen(['cat'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
print(p.poll(), p.communicate('one\ntwo\n'), p.returncode)
p = subprocess.Popen('echo out; echo err >&2', shell=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
print(p.communicate())
p = subprocess.Popen(['sleep', '5'])
try:
    p.wait(timeout=0.05)
except subprocess.TimeoutExpired as e:
    print(e)
p.kill()
print(p.wait())
p = subprocess.Popen('echo one | cat; false', shell=True, stdout=subprocess.DEVNULL)
print(p.wait())
