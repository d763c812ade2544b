import os
def tell(call, *arguments):
    try:
        print(call(*arguments))
    except OSError as e:
        print(type(e).__name__, e)
tell(open, 'nothere.txt')
tell(open, '.')
tell(os.mkdir, 'd')
tell(os.mkdir, 'd')
tell(open, 'd/f', 'w')
tell(os.rmdir, 'd')
tell(os.remove, 'd')
tell(os.listdir, 'x')
tell(os.rename, 'x', 'y')
tell(open, 'd/f/g')
tell(os.rmdir, 'nothere')
tell(os.chdir, 'nothere')
open('nothere.txt')
