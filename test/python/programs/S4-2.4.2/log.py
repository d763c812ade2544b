import logging

logging.basicConfig(
    level=logging.DEBUG,
    format='%(asctime)s %(name)s %(levelname)s %(message)s',
    datefmt='%Y-%m-%d %H:%M:%S',
    filename='test.log',
)
logging.debug('a detail')
logging.info('all is well')
logging.warning('a worry')
logging.error('a failure')
logging.critical('the end')
