print('usage')
raise
