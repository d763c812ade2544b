print('first')
prnt('second')
