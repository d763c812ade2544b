import logging

log = logging.getLogger()
to_file = logging.FileHandler('log.log', encoding='utf-8')
to_screen = logging.StreamHandler()
to_file.setFormatter(logging.Formatter('%(asctime)s - %(name)s - %(levelname)s - %(message)s'))
to_screen.setFormatter(logging.Formatter('%(levelname)s: %(message)s'))
log.addHandler(to_file)
log.addHandler(to_screen)
log.debug('一个细节')
log.info('all is well')
log.warning('a worry')
log.error('a failure')
log.critical('结束')
