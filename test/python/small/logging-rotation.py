import logging, logging.handlers, os
h = logging.handlers.RotatingFileHandler('s.log', maxBytes=60, backupCount=2, encoding='utf-8')
log = logging.getLogger()
log.addHandler(h)
log.setLevel(logging.DEBUG)
for n in range(12):
    log.info('line number %02d 行', n)
print(sorted(f for f in os.listdir('.') if f.startswith('s.log')))
print(open('s.log', encoding='utf-8').read(), open('s.log.1', encoding='utf-8').read())
