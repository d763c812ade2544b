"""The standard library's web server, with the files of its folder."""
import functools
import http.server
import sys


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, form, *values):
        print(form % values, flush=True)


http.server.ThreadingHTTPServer(('', int(sys.argv[1])), Quiet).serve_forever()
