import logging, sys
logging.basicConfig(level=logging.INFO, format='%(levelname)s:%(name)s:%(message)s', stream=sys.stdout)
log = logging.getLogger('room.door')
log.debug('no')
log.info('%s has %d', 'alice', 3)
log.warning('careful')
try:
    1 / 0
except ZeroDivisionError:
    log.exception('went wrong')
logging.getLogger('room').setLevel(logging.ERROR)
log.warning('not shown')
log.error('shown')
print(log.getEffectiveLevel(), logging.getLevelName(15))
