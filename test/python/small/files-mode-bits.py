import os, stat
open('f', 'w').close()
print(oct(os.stat('f').st_mode & 0o777), stat.S_ISREG(os.stat('f').st_mode), os.stat('f').st_size)
os.chmod('f', 0o755)
print(oct(os.stat('f').st_mode & 0o777), os.access('f', os.X_OK))
os.mkdir('d', 0o700)
print(oct(os.stat('d').st_mode & 0o777))
print(os.path.isabs(os.path.abspath('f')), os.sep, os.linesep == '\n', os.name)
