import logging
logging.info('hidden')
logging.warning('to stderr')
